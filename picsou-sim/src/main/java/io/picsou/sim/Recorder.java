package io.picsou.sim;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.event.TraceHash;
import io.picsou.sim.net.WireSize;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.Observer;
import io.picsou.sim.node.ReceiverNode;

/** Hashes everything that happens, and counts some of it. */
final class Recorder implements Observer {
  private final EventQueue events;
  private final TraceHash hash = new TraceHash();
  private long copies;
  private long resends;
  private long localCopies;
  private long ackBytes;

  Recorder(EventQueue events) {
    this.events = events;
  }

  String hash() {
    return hash.toString();
  }

  /** Copies of entries that crossed, resends included. */
  long copies() {
    return copies;
  }

  long resends() {
    return resends;
  }

  /** Copies of entries between receivers. */
  long localCopies() {
    return localCopies;
  }

  /** Bytes of acknowledgments to senders. */
  long ackBytes() {
    return ackBytes;
  }

  @Override
  public void sent(Node<?> from, Envelope out) {
    add(1, from.peer(), out);
    if (out.message() instanceof Message.Data data) {
      copies += data.frame().count();
      resends += data.resend() ? data.frame().count() : 0;
    } else if (out.message() instanceof Message.Forward forward) {
      localCopies += forward.frame().count();
    } else if (out.message() instanceof Message.Acknowledge && out.peer().side() == Side.SENDING) {
      ackBytes += WireSize.of(out.message());
    }
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    add(2, at.peer(), in);
  }

  @Override
  public void delivered(ReceiverNode at, Frame run) {
    add(3, at.peer());
    add(run);
  }

  @Override
  public void accused(Node<?> by, Evidence evidence) {
    add(4, by.peer());
    hash.add(code(evidence.peer()) * 31 + evidence.rule().ordinal());
    hash.add(evidence.sequence());
  }

  @Override
  public void started(Node<?> node) {
    add(5, node.peer());
  }

  @Override
  public void stopped(Node<?> node) {
    add(6, node.peer());
  }

  private void add(int kind, Peer peer) {
    hash.add(events.nowNanos());
    hash.add(16 * code(peer) + kind);
  }

  private void add(int kind, Peer peer, Envelope envelope) {
    add(kind, peer);
    hash.add(code(envelope.peer()));
    Message message = envelope.message();
    if (message instanceof Message.Data data) {
      add(data.frame());
      hash.add(data.resend() ? -data.quacked() : data.quacked());
    } else if (message instanceof Message.Forward forward) {
      add(forward.frame());
      add(forward.ack());
    } else if (message instanceof Message.Acknowledge acknowledge) {
      add(acknowledge.ack());
      hash.add(acknowledge.needless());
      for (long senders : acknowledge.heard()) {
        hash.add(senders);
      }
    } else if (message instanceof Message.Probe probe) {
      hash.add(probe.quacked());
      hash.add(probe.offered());
    } else if (message instanceof Message.Fetch fetch) {
      hash.add(fetch.first());
      hash.add(fetch.last());
    }
  }

  private void add(Frame frame) {
    hash.add(frame.first());
    hash.add(frame.last());
  }

  private void add(Ack ack) {
    hash.add(ack.durable());
    hash.add(ack.held());
    for (long word : ack.phi()) {
      hash.add(word);
    }
  }

  private static long code(Peer peer) {
    return 2L * peer.replica() + (peer.side() == Side.SENDING ? 0 : 1);
  }
}
