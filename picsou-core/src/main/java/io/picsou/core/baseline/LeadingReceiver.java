package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;

/**
 * The receiving leader of leader-to-leader (docs/protocol.md, section 11): takes the log from the
 * sending leader and streams it to its peers, with a window for each. It delivers an entry when it
 * is on that stream, so that a quorum of slow peers slows the link down instead of filling memory.
 * What a peer needs and this leader no longer holds it asks of the sending leader.
 */
public final class LeadingReceiver extends BaselineReceiver {
  private final Fanout forwards;
  private long asked;
  private long askedAtNanos;

  private LeadingReceiver(Link link, int self, LinkOptions options, long delivered) {
    super(link, self, options, delivered);
    this.forwards =
        new Fanout(
            link.receiving(),
            link.receiving().size(),
            options,
            delivered,
            peer -> peer != self,
            new Output());
    forwards.onAck(self, ack(), 0);
  }

  /** A receiver of leader-to-leader; everything up to {@code delivered} was delivered before. */
  public static ReceiverProtocol of(Link link, int self, LinkOptions options, long delivered) {
    return self == FanoutSender.LEADER
        ? new LeadingReceiver(link, self, options, delivered)
        : new FollowingReceiver(link, self, options, delivered);
  }

  @Override
  public void stretchAcks(double times) {
    super.stretchAcks(times);
    forwards.stretch(times);
  }

  @Override
  boolean fromSender(int sender, Message message, long nowNanos) {
    if (message instanceof Message.Data data) {
      if (sender != FanoutSender.LEADER) {
        return false;
      }
      forwards.history(data.frame());
    }
    return super.fromSender(sender, message, nowNanos);
  }

  @Override
  boolean fromPeer(int peer, Message message, long nowNanos) {
    if (message instanceof Message.Acknowledge acknowledge) {
      forwards.onAck(peer, acknowledge.ack(), nowNanos);
      return true;
    }
    return false;
  }

  @Override
  public Frame deliver() {
    Frame next = store.find(store.delivered() + 1);
    return next == null || next.last() > forwards.offered() ? null : super.deliver();
  }

  @Override
  public void durable(long sequence, long nowNanos) {
    super.durable(sequence, nowNanos);
    forwards.onAck(self, ack(), nowNanos);
  }

  @Override
  long workMore(long nowNanos) {
    boolean room = true;
    for (Frame run = next(); run != null && room; run = next()) {
      room = forwards.append(run.slice(forwards.offered() + 1, run.last()), nowNanos);
    }
    forwards.tick(nowNanos);
    return Math.min(forwards.nextDeadlineNanos(), askForHistory(nowNanos));
  }

  /** The next frame in order that is not on the stream to the peers, or null. */
  private Frame next() {
    return forwards.offered() < store.held() ? store.find(forwards.offered() + 1) : null;
  }

  private long askForHistory(long nowNanos) {
    long wanted = forwards.historyWanted();
    if (wanted == 0) {
      return Long.MAX_VALUE;
    }
    if (wanted != asked || nowNanos - askedAtNanos >= forwards.timeoutNanos()) {
      asked = wanted;
      askedAtNanos = nowNanos;
      fetch(FanoutSender.LEADER, wanted, forwards.offered());
    }
    return askedAtNanos + forwards.timeoutNanos();
  }

  private final class Output implements Fanout.Output {
    @Override
    public void send(int peer, Frame frame, boolean resend) {
      forward(peer, frame, ack());
    }

    @Override
    public void probe(int peer) {
      if (peer != self) {
        transmit(Peer.receiver(peer), new Message.Probe(forwards.quacked(), forwards.offered()));
      }
    }
  }
}
