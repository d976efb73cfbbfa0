package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * The made-up log of all senders of a process, whatever their system (ADR 32). Whoever comes first
 * to an entry has its run made, and the others get the same one: replicas that share processors
 * must not spend them on making up the same log each. Thread-safe; one lock per run.
 */
final class SharedLog {
  /** What is kept for readers behind the first one; who is further behind makes it up anew. */
  static final long KEPT_BYTES = 32 << 20;

  private static final Map<Integer, SharedLog> BY_PAYLOAD = new TreeMap<>();

  private final int payloadBytes;
  private final CommittedLogReader maker;
  private final TreeMap<Long, Frame> runs = new TreeMap<>();
  private long keptBytes;
  private long made;
  private int readers;

  private SharedLog(int payloadBytes) {
    this.payloadBytes = payloadBytes;
    this.maker = GeneratorReader.open(payloadBytes, 0);
  }

  /** A reader of the log with payloads of that size, from its beginning. */
  static CommittedLogReader open(int payloadBytes) {
    synchronized (BY_PAYLOAD) {
      SharedLog log = BY_PAYLOAD.computeIfAbsent(payloadBytes, SharedLog::new);
      return log.join();
    }
  }

  private synchronized CommittedLogReader join() {
    readers++;
    return new Reader();
  }

  private static void leave(SharedLog log) {
    synchronized (BY_PAYLOAD) {
      if (log.left() == 0) {
        BY_PAYLOAD.remove(log.payloadBytes, log);
      }
    }
  }

  private synchronized int left() {
    return --readers;
  }

  /** The run that goes on with an entry, or null if it is not kept any more. */
  private synchronized Frame run(long from, int maxBytes) throws InterruptedException {
    while (made < from) {
      keep(maker.read(maxBytes, Duration.ZERO));
    }
    Map.Entry<Long, Frame> run = runs.floorEntry(from);
    return run == null ? null : run.getValue().slice(from, run.getValue().last());
  }

  private void keep(Frame run) {
    made = run.last();
    runs.put(run.first(), run);
    keptBytes += run.sizeBytes();
    while (runs.size() > 1 && (keptBytes > KEPT_BYTES || readers == 1)) {
      keptBytes -= runs.pollFirstEntry().getValue().sizeBytes();
    }
  }

  /** One sender's place in the log. Not thread-safe but for {@link #close}. */
  private final class Reader implements CommittedLogReader {
    private long read;
    private CommittedLogReader behind;
    private volatile boolean closed;

    /** Runs are as long as whoever came first wanted them. */
    @Override
    public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
      if (closed) {
        return null;
      }
      Frame run = run(read + 1, maxBytes);
      if (run != null) {
        behind = null;
      } else {
        behind = behind == null ? GeneratorReader.open(payloadBytes, read) : behind;
        run = behind.read(maxBytes, timeout);
      }
      read = run.last();
      return run;
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        leave(SharedLog.this);
      }
    }
  }
}
