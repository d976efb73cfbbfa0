package io.picsou.core.strategy;

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
  PICSOU(PicsouSender::new, PicsouReceiver::new);

  private final SenderFactory senders;
  private final ReceiverFactory receivers;

  Strategy(SenderFactory senders, ReceiverFactory receivers) {
    this.senders = senders;
    this.receivers = receivers;
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
