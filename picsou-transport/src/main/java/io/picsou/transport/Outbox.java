package io.picsou.transport;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What waits to be written to one peer. Entries are bounded by bytes: when neither the peer's own
 * room nor the shared pool is left, new ones are dropped and counted, and the protocol repairs them
 * like any other loss. Acknowledgments and probes cost one slot each, the newest replaces the one
 * before; they and the few requests go ahead of entries, so that they are never lost behind them.
 * Driver thread only.
 */
final class Outbox {
  /** The most fetches and the like that wait; the protocol repeats what it still needs. */
  static final int MAX_REQUESTS = 64;

  private final BatchOptions options;
  private final OutboxPool pool;
  private final WireAcks acks;
  private final ArrayDeque<Message> entries = new ArrayDeque<>();
  private final ArrayDeque<Message> requests = new ArrayDeque<>();
  private Message.Acknowledge acknowledge;
  private Message.Probe probe;
  private Epochs epochs = new Epochs(0, 0);
  private long entryBytes;
  private long dropped;

  Outbox(BatchOptions options, OutboxPool pool, WireAcks acks) {
    this.options = options;
    this.pool = pool;
    this.acks = acks;
  }

  void add(Envelope envelope) {
    if (!envelope.epochs().equals(epochs)) {
      clear();
      epochs = envelope.epochs();
    }
    Message message = envelope.message();
    if (message instanceof Message.Acknowledge newest) {
      acknowledge = newest;
    } else if (message instanceof Message.Probe newest) {
      probe = newest;
    } else if (message instanceof Message.Fetch || message instanceof Message.View) {
      addRequest(message);
    } else {
      addEntries(message);
    }
  }

  /** Takes the next batch: control messages, then entries up to the batch size, at least one. */
  Wire.Batch next() {
    List<Message> messages = new ArrayList<>();
    if (acknowledge != null) {
      messages.add(acknowledge);
    }
    if (probe != null) {
      messages.add(probe);
    }
    acknowledge = null;
    probe = null;
    messages.addAll(requests);
    requests.clear();
    takeEntries(messages);
    return BatchCodec.encode(epochs, messages, acks);
  }

  /** Whether more than half of its own room is in use. */
  boolean congested() {
    return entryBytes > options.queueBytes() / 2;
  }

  boolean isEmpty() {
    return entries.isEmpty() && requests.isEmpty() && acknowledge == null && probe == null;
  }

  /** How many messages with entries were dropped so far. */
  long dropped() {
    return dropped;
  }

  /** Its own room. */
  long capacityBytes() {
    return options.queueBytes();
  }

  /** Bytes of entries that wait. */
  long entryBytes() {
    return entryBytes;
  }

  /** Forgets everything, without counting it. */
  void clear() {
    entries.clear();
    requests.clear();
    acknowledge = null;
    probe = null;
    pool.use(-entryBytes);
    entryBytes = 0;
  }

  private void addRequest(Message request) {
    if (requests.size() < MAX_REQUESTS) {
      requests.add(request);
    }
  }

  private void addEntries(Message message) {
    int bytes = BatchCodec.wireBytes(message);
    if (!entries.isEmpty() && entryBytes + bytes > options.queueBytes() && !pool.fits(bytes)) {
      dropped++;
      return;
    }
    entries.add(message);
    entryBytes += bytes;
    pool.use(bytes);
  }

  private void takeEntries(List<Message> messages) {
    long bytes = 0;
    while (!entries.isEmpty()) {
      int next = BatchCodec.wireBytes(entries.peek());
      if (bytes > 0 && bytes + next > options.batchBytes()) {
        return;
      }
      messages.add(entries.poll());
      bytes += next;
      entryBytes -= next;
      pool.use(-next);
    }
  }
}
