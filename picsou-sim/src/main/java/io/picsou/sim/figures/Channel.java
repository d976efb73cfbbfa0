package io.picsou.sim.figures;

import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.stream.Congestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One replica's connection to another, with the habits of the real outbox: messages are gathered
 * into batches, the newest acknowledgment replaces the one before and goes ahead of entries, and
 * entries wait while the other end has not taken in what is under way.
 */
final class Channel {
  /** What travels together. */
  record Batch(Channel by, List<Envelope> messages, int bytes, long entries) {
    boolean carriesEntries() {
      return entries > 0;
    }
  }

  private final Testbed.Batching batching;
  private final Congestion congestion;
  private final WireBytes sizes = new WireBytes();
  private final Station<?> from;
  private final Peer to;
  private final ArrayDeque<Envelope> entries = new ArrayDeque<>();
  private final ArrayDeque<Envelope> requests = new ArrayDeque<>();
  private Envelope acknowledge;
  private Envelope probe;
  private long entryBytes;
  private long underWay;
  private long oldestNanos;
  private boolean timed;

  Channel(Testbed.Batching batching, Station<?> from, Peer to) {
    this.batching = batching;
    this.congestion = new Congestion(batching.queueBytes());
    this.from = from;
    this.to = to;
  }

  Station<?> from() {
    return from;
  }

  Peer to() {
    return to;
  }

  void add(Envelope envelope, long nowNanos) {
    if (isEmpty()) {
      oldestNanos = nowNanos;
    }
    Message message = envelope.message();
    if (message instanceof Message.Acknowledge) {
      acknowledge = envelope;
    } else if (message instanceof Message.Probe) {
      probe = envelope;
    } else if (WireBytes.entries(message) > 0) {
      addEntries(envelope);
    } else {
      requests.add(envelope);
    }
    pump(nowNanos);
  }

  private void addEntries(Envelope envelope) {
    int bytes = sizes.of(envelope.message());
    if (!entries.isEmpty() && entryBytes + bytes > batching.queueBytes() && !from.holds(bytes)) {
      from.dropped();
      return;
    }
    entries.add(envelope);
    entryBytes += bytes;
    from.queued(bytes);
  }

  /** Sends what is due. */
  void pump(long nowNanos) {
    long before = entryBytes;
    transmit(nowNanos);
    congestion.observe(congested(), before - entryBytes, nowNanos);
  }

  private void transmit(long nowNanos) {
    while (!isEmpty() && underWay < batching.windowBytes()) {
      long lingered = nowNanos - oldestNanos;
      if (entryBytes < batching.bytes() && lingered < batching.lingerNanos()) {
        wakeIn(batching.lingerNanos() - lingered);
        return;
      }
      Batch next = next();
      underWay += next.carriesEntries() ? next.bytes() : 0;
      from.transmit(next);
    }
  }

  private void wakeIn(long nanos) {
    if (!timed) {
      timed = true;
      from.later(nanos, this::woken);
    }
  }

  private void woken(long nowNanos) {
    timed = false;
    pump(nowNanos);
  }

  /** The other end has taken in a batch with entries. */
  void taken(Batch batch, long nowNanos) {
    underWay -= batch.bytes();
    pump(nowNanos);
  }

  /** Whether whoever makes entries should pause. */
  boolean congested() {
    return entryBytes > batching.queueBytes() / 2;
  }

  /** Whether a pause is of use, as far as this connection can tell. */
  boolean worthAPause(long nowNanos) {
    return congestion.isWorthAPause(congested(), nowNanos);
  }

  /** When that changes by itself. */
  long deadlineNanos(long nowNanos) {
    return congestion.deadlineNanos(congested(), nowNanos);
  }

  private boolean isEmpty() {
    return entries.isEmpty() && requests.isEmpty() && acknowledge == null && probe == null;
  }

  /** Control messages, then entries up to the size of a batch, at least one. */
  private Batch next() {
    List<Envelope> messages = new ArrayList<>();
    if (acknowledge != null) {
      messages.add(acknowledge);
    }
    if (probe != null) {
      messages.add(probe);
    }
    messages.addAll(requests);
    acknowledge = null;
    probe = null;
    requests.clear();
    int bytes = WireBytes.BATCH;
    for (Envelope control : messages) {
      bytes += sizes.of(control.message());
    }
    return fill(messages, bytes);
  }

  private Batch fill(List<Envelope> messages, int controlBytes) {
    int bytes = 0;
    long count = 0;
    while (!entries.isEmpty()) {
      int size = sizes.of(entries.peek().message());
      if (bytes > 0 && bytes + size > batching.bytes()) {
        break;
      }
      Envelope next = entries.poll();
      messages.add(next);
      bytes += size;
      count += WireBytes.entries(next.message());
    }
    entryBytes -= bytes;
    from.queued(-bytes);
    return new Batch(this, messages, controlBytes + bytes, count);
  }
}
