package io.picsou.transport;

import io.grpc.Status;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Peer;
import io.picsou.core.stream.Congestion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One peer as an endpoint sees it: the session with it, if there is one, and what waits to be sent.
 * Driver thread only, but for {@link #status}.
 */
final class RemotePeer {
  private static final Logger LOG = LoggerFactory.getLogger(RemotePeer.class);
  private static final Wire.Batch PING = Wire.Batch.newBuilder().setPing(true).build();

  private final Peer peer;
  private final String address;
  private final Outbox outbox;
  private final Congestion congestion;
  private Session session;
  private long incarnation;

  /**
   * Whether messages are kept for the peer: while it is connected, and at first, because peers that
   * start together take a moment to find each other.
   */
  private boolean expected = true;

  private boolean challenged;
  private long challengedAtNanos;
  private long batchesSent;
  private long droppedWhileAway;

  /** Whether the network has it among those that something waits for. */
  private boolean busy;

  private volatile String state = "not connected yet";
  private volatile long dropped;
  private volatile long queuedBytes;

  RemotePeer(Peer peer, String address, Outbox outbox) {
    this.peer = peer;
    this.address = address;
    this.outbox = outbox;
    this.congestion = new Congestion(outbox.capacityBytes());
  }

  Peer peer() {
    return peer;
  }

  String address() {
    return address;
  }

  Session session() {
    return session;
  }

  long batchesSent() {
    return batchesSent;
  }

  long dropped() {
    return dropped;
  }

  void connected(Session accepted, long itsIncarnation) {
    accepted.accept(peer);
    session = accepted;
    incarnation = itsIncarnation;
    challenged = false;
    expected = true;
    report("connected", false);
  }

  /** Forgets the session and what was meant for it: the peer may have lost its memory. */
  void disconnected(String why) {
    session = null;
    stopWaiting();
    report(why, true);
  }

  /** Keeps nothing for a peer that is not there; without effect on one that is. */
  void stopWaiting() {
    if (session == null) {
      expected = false;
      outbox.clear();
    }
  }

  /** Notes why the peer is not connected; logged when it is news. */
  void report(String news, boolean trouble) {
    if (news.equals(state)) {
      return;
    }
    state = news;
    if (trouble) {
      LOG.warn("{}: {}", this, news);
    } else {
      LOG.info("{}: {}", this, news);
    }
  }

  /** Returns whether it is busy from now on, and was not before. */
  boolean add(Envelope envelope) {
    if (expected) {
      outbox.add(envelope);
    } else {
      droppedWhileAway++;
    }
    boolean news = !busy;
    busy = true;
    return news;
  }

  /**
   * Writes what there is, as long as the connection takes it. Also notes since when the peer has
   * been congested, so it is to be called in every cycle while it is busy.
   *
   * @return whether it still is: something waits, or it has not taken enough since it was congested
   */
  boolean flush(long nowNanos) {
    long before = outbox.entryBytes();
    while (session != null && !outbox.isEmpty() && session.ready()) {
      session.send(outbox.next());
      batchesSent++;
    }
    congestion.observe(outbox.congested(), before - outbox.entryBytes(), nowNanos);
    queuedBytes = outbox.entryBytes();
    dropped = outbox.dropped() + droppedWhileAway;
    busy = !outbox.isEmpty() || congestion.lasts();
    return busy;
  }

  /** When {@link #worthAPause} changes by itself. */
  long deadlineNanos(long nowNanos) {
    return congestion.deadlineNanos(outbox.congested(), nowNanos);
  }

  /** Whether so much waits for the peer that whoever makes entries should pause. */
  boolean congested() {
    return outbox.congested();
  }

  /** Whether the peer is slow, and a pause is of use ({@link Congestion}). */
  boolean worthAPause(long nowNanos) {
    return congestion.isWorthAPause(outbox.congested(), nowNanos);
  }

  /** Whether a newcomer is the endpoint that is connected already and just reconnects. */
  boolean isIncarnation(long other) {
    return incarnation == other;
  }

  /** Asks the connected peer for a sign of life, because somebody else claims to be it. */
  void challenge(long nowNanos) {
    if (!challenged) {
      challenged = true;
      challengedAtNanos = nowNanos;
      session.send(PING);
    }
  }

  void heard() {
    challenged = false;
  }

  /** Whether the challenge stayed unanswered for so long. */
  boolean silentFor(long nanos, long nowNanos) {
    return challenged && nowNanos - challengedAtNanos > nanos;
  }

  void close(Status status) {
    if (session != null) {
      session.close(status);
    }
  }

  /** For people. Any thread. */
  String status() {
    return this + ": " + state + ", " + queuedBytes + " B queued, " + dropped + " dropped";
  }

  @Override
  public String toString() {
    return address.isEmpty() ? peer.toString() : peer + " at " + address;
  }
}
