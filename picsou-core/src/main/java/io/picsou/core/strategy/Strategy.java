package io.picsou.core.strategy;

import io.picsou.core.baseline.BaselineReceiver;
import io.picsou.core.baseline.FanoutSender;
import io.picsou.core.baseline.LeadingReceiver;
import io.picsou.core.baseline.OneShotReceiver;
import io.picsou.core.baseline.OneShotSender;
import io.picsou.core.baseline.OtuReceiver;
import io.picsou.core.baseline.OtuSender;
import io.picsou.core.cluster.Link;
import io.picsou.core.picsou.PicsouReceiver;
import io.picsou.core.picsou.PicsouSender;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.SenderProtocol;

/**
 * The protocols that a link can run (docs/protocol.md, section 11). Both ends must use the same.
 */
public enum Strategy {
  /** Picsou: one cross-cluster copy per entry, QUACKs, delegated repair. */
  PICSOU(PicsouSender::new, PicsouReceiver::new),

  /**
   * One-shot: each sender sends its share to its partner, once; no acknowledgments, no repair, and
   * no promise. Its receivers deliver gaps.
   */
  OST(OneShotSender::new, OneShotReceiver::new),

  /** All-to-all: every sender sends every entry to every receiver. */
  ATA(FanoutSender::allToAll, BaselineReceiver::new),

  /** Leader-to-leader: one sends all to one, who forwards; stalls when either leader is down. */
  LL(FanoutSender::leader, LeadingReceiver::of),

  /** GeoBFT's: the leader sends to u + 1 receivers, who forward; on time-out they ask the next. */
  OTU(OtuSender::new, OtuReceiver::new);

  private final SenderFactory senders;
  private final ReceiverFactory receivers;

  Strategy(SenderFactory senders, ReceiverFactory receivers) {
    this.senders = senders;
    this.receivers = receivers;
  }

  /**
   * Whether entries that the transport drops come again. Where they do not, the transport has to
   * wait for the slowest peer instead of leaving the faulty ones behind.
   */
  public boolean repairs() {
    return this != OST;
  }

  /** The sending half for one replica; everything up to {@code after} is QUACKed already. */
  public SenderProtocol sender(Link link, int replica, LinkOptions options, long after) {
    return senders.create(link, replica, options, after);
  }

  /** The receiving half for one replica; everything up to {@code delivered} was delivered. */
  public ReceiverProtocol receiver(Link link, int replica, LinkOptions options, long delivered) {
    return receivers.create(link, replica, options, delivered);
  }

  private interface SenderFactory {
    SenderProtocol create(Link link, int replica, LinkOptions options, long after);
  }

  private interface ReceiverFactory {
    ReceiverProtocol create(Link link, int replica, LinkOptions options, long delivered);
  }
}
