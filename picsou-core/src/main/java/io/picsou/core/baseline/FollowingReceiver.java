package io.picsou.core.baseline;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.stream.AckPacer;

/**
 * A receiver of leader-to-leader that is not the leader (docs/protocol.md, section 11): gets
 * everything from the leader alone, and acknowledges to it as well as to the senders.
 */
final class FollowingReceiver extends BaselineReceiver {
  private final AckPacer leaderAcks;

  FollowingReceiver(Link link, int self, LinkOptions options, long delivered) {
    super(link, self, options, delivered);
    this.leaderAcks = pacer(1, options);
  }

  @Override
  public void stretchAcks(double times) {
    super.stretchAcks(times);
    leaderAcks.stretch(times);
  }

  @Override
  boolean fromSender(int sender, Message message, long nowNanos) {
    return message instanceof Message.Probe && super.fromSender(sender, message, nowNanos);
  }

  @Override
  boolean fromPeer(int peer, Message message, long nowNanos) {
    if (peer != FanoutSender.LEADER) {
      return false;
    } else if (message instanceof Message.Forward forward) {
      addForwarded(forward.frame());
    } else if (message instanceof Message.Probe) {
      acknowledge(Peer.receiver(peer));
    } else {
      return false;
    }
    return true;
  }

  @Override
  void changed() {
    super.changed();
    leaderAcks.changed();
  }

  @Override
  long workMore(long nowNanos) {
    if (leaderAcks.poll(nowNanos, missing()) >= 0) {
      acknowledge(Peer.receiver(FanoutSender.LEADER));
    }
    return leaderAcks.deadlineNanos(nowNanos, missing());
  }
}
