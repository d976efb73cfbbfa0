package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The made-up log of a cluster's senders in this process, whatever their system (ADR 32). Whoever
 * comes first to an entry has its run made, and the others get the same one: replicas that share
 * processors must not spend them on making up the same log each. What they need is kept, so nobody
 * gets further ahead of another than that: replicas of one state machine commit together, and what
 * one of them has yet to send is not done (ADR 43). Thread-safe; one lock per run.
 */
final class SharedLog {
  /**
   * What is kept for readers behind the first one, twice the default send window; who is further
   * behind makes it up anew.
   */
  static final long KEPT_BYTES = 64 << 20;

  /** Nobody waits for a reader that has not read for so long. */
  static final long PATIENCE_NANOS = 5_000_000_000L;

  private record Key(String cluster, int payloadBytes) {}

  private static final Map<Key, SharedLog> LOGS = new HashMap<>();

  private final Key key;
  private final LongSupplier clock;
  private final CommittedLogReader maker;
  private final Set<Reader> readers = new HashSet<>();
  private final TreeMap<Long, Frame> runs = new TreeMap<>();
  private long keptBytes;
  private long made;

  private SharedLog(Key key, LongSupplier clock) {
    this.key = key;
    this.clock = clock;
    this.maker = GeneratorReader.open(key.payloadBytes(), 0);
  }

  /**
   * A reader of a cluster's log with payloads of that size, from its beginning.
   *
   * @param clock in nanoseconds; all readers' is that of the first
   */
  static CommittedLogReader open(String cluster, int payloadBytes, LongSupplier clock) {
    synchronized (LOGS) {
      Key key = new Key(cluster, payloadBytes);
      return LOGS.computeIfAbsent(key, missing -> new SharedLog(missing, clock)).join();
    }
  }

  private synchronized CommittedLogReader join() {
    Reader reader = new Reader();
    readers.add(reader);
    return reader;
  }

  private static void leave(SharedLog log, Reader reader) {
    synchronized (LOGS) {
      if (log.isEmptyWithout(reader)) {
        LOGS.remove(log.key, log);
      }
    }
  }

  private synchronized boolean isEmptyWithout(Reader reader) {
    readers.remove(reader);
    return readers.isEmpty();
  }

  /** Makes up an entry, if nobody did; false while somebody needs the room for it. */
  private synchronized boolean make(long entry, int maxBytes) throws InterruptedException {
    while (made < entry) {
      if (keptBytes > 0 && keptBytes + maxBytes > KEPT_BYTES && isNeeded(oldest())) {
        return false;
      }
      keep(maker.read(maxBytes, Duration.ZERO));
    }
    return true;
  }

  private Frame oldest() {
    return runs.firstEntry().getValue();
  }

  private boolean isNeeded(Frame run) {
    long since = clock.getAsLong() - PATIENCE_NANOS;
    for (Reader reader : readers) {
      if (reader.read < run.last() && reader.readAtNanos - since > 0) {
        return true;
      }
    }
    return false;
  }

  /** The run that goes on with an entry, or null if it is not kept any more. */
  private synchronized Frame run(long from) {
    Map.Entry<Long, Frame> run = runs.floorEntry(from);
    return run == null ? null : run.getValue().slice(from, run.getValue().last());
  }

  private void keep(Frame run) {
    made = run.last();
    runs.put(run.first(), run);
    keptBytes += run.sizeBytes();
    while (runs.size() > 1 && (keptBytes > KEPT_BYTES || readers.size() == 1)) {
      keptBytes -= runs.pollFirstEntry().getValue().sizeBytes();
    }
  }

  /** One sender's place in the log. Not thread-safe but for {@link #close}. */
  private final class Reader implements CommittedLogReader {
    private volatile long read;
    private volatile long readAtNanos = clock.getAsLong();
    private CommittedLogReader behind;
    private volatile boolean closed;

    /**
     * Runs are as long as whoever came first wanted them; null, whatever the timeout, while this
     * one is too far ahead.
     */
    @Override
    public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
      readAtNanos = clock.getAsLong();
      if (closed || !make(read + 1, maxBytes)) {
        return null;
      }
      Frame run = run(read + 1);
      if (run != null) {
        behind = null;
      } else {
        behind = behind == null ? GeneratorReader.open(key.payloadBytes(), read) : behind;
        run = behind.read(maxBytes, timeout);
      }
      read = run.last();
      return run;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        leave(SharedLog.this, this);
      }
    }
  }
}
