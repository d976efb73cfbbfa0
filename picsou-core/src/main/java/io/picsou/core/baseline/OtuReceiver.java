package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;

/**
 * The receiving half of OTU (docs/protocol.md, section 11): forwards what comes from the leader to
 * every local peer when it sees it first, and asks senders for what it misses.
 */
public final class OtuReceiver extends BaselineReceiver {
  private final ResendRequests requests;
  private final ResendRequests.Output output = new Requests();
  private final long pauseNanos;

  /** Whether what is being taken in is to be forwarded. */
  private boolean forwarding;

  private long correctedAtNanos;
  private boolean corrected;

  /**
   * @param self this replica's id in the receiving cluster
   * @param delivered everything up to this sequence was delivered before, durably
   */
  public OtuReceiver(Link link, int self, LinkOptions options, long delivered) {
    super(link, self, options, delivered);
    this.requests = new ResendRequests(link, options, store);
    this.pauseNanos = options.minReorderWindow().toNanos();
  }

  @Override
  boolean fromSender(int sender, Message message, long nowNanos) {
    if (message instanceof Message.Probe probe) {
      requests.onOffered(sender, probe.offered());
    } else if (message instanceof Message.Data data && !data.resend()) {
      forwarding = true;
      requests.heardLeader(nowNanos);
      correct(sender, nowNanos);
    }
    boolean known = super.fromSender(sender, message, nowNanos);
    forwarding = false;
    return known;
  }

  /** Tells a sender that does not know it, as after a restart, that it does not lead any more. */
  private void correct(int sender, long nowNanos) {
    boolean soon = corrected && nowNanos - correctedAtNanos < pauseNanos;
    if (sender != requests.leader() && !soon) {
      corrected = true;
      correctedAtNanos = nowNanos;
      transmit(Peer.sender(sender), new Message.View(requests.view()));
    }
  }

  @Override
  boolean fromPeer(int peer, Message message, long nowNanos) {
    if (message instanceof Message.Forward forward) {
      requests.onHeld(peer, forward.ack().held());
      requests.heardLeader(nowNanos);
      addForwarded(forward.frame());
      return true;
    }
    return false;
  }

  @Override
  void onNew(Frame part) {
    if (!forwarding) {
      return;
    }
    Ack mine = ack();
    for (int peer = 0; peer < link.receiving().size(); peer++) {
      if (peer != self) {
        forward(peer, part, mine);
      }
    }
  }

  @Override
  boolean missing() {
    return requests.missing();
  }

  @Override
  long workMore(long nowNanos) {
    return requests.run(nowNanos, output);
  }

  private final class Requests implements ResendRequests.Output {
    @Override
    public void fetch(int sender, long first, long last) {
      OtuReceiver.this.fetch(sender, first, last);
    }

    @Override
    public void wantsLeader(long view) {
      for (int sender = 0; sender < link.sending().size(); sender++) {
        transmit(Peer.sender(sender), new Message.View(view));
      }
    }
  }
}
