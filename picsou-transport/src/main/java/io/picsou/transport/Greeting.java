package io.picsou.transport;

import io.grpc.Status;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import java.util.Objects;
import javax.net.ssl.SSLSession;

/**
 * Compares a peer's {@link Wire.Hello} with one's own. What differs is reported by the name of the
 * setting, with both values, because the one who reads it has to mend a configuration file.
 */
final class Greeting {
  private final Identity identity;
  private final Wire.Hello mine;

  Greeting(Identity identity) {
    this.identity = identity;
    this.mine = identity.hello();
  }

  /** Who the peer says it is; meaningful only if there is no {@link #refusal}. */
  static Peer peer(Wire.Hello theirs) {
    Side side = theirs.getSide() == Wire.Side.SENDING ? Side.SENDING : Side.RECEIVING;
    return new Peer(side, theirs.getReplica());
  }

  /**
   * Why the peer cannot be talked to, or null if it can.
   *
   * @param tls of its connection; null without TLS
   */
  Status refusal(Wire.Hello theirs, SSLSession tls) {
    String difference = difference(theirs);
    if (difference != null) {
      return Status.FAILED_PRECONDITION.withDescription(difference);
    }
    String fault = fault(theirs);
    return fault == null ? impostor(theirs, tls) : Status.INVALID_ARGUMENT.withDescription(fault);
  }

  private Status impostor(Wire.Hello theirs, SSLSession tls) {
    if (identity.options().tls() == null) {
      return null;
    }
    Peer peer = peer(theirs);
    String cluster = identity.cluster(peer.side()).id();
    return PeerCertificate.refusal(PeerCertificate.name(cluster, peer.replica()), tls);
  }

  private String difference(Wire.Hello theirs) {
    if (mine.getVersion() != theirs.getVersion()) {
      return differs("the wire protocol's version", theirs, mine.getVersion(), theirs.getVersion())
          + "; run the same release at both ends";
    }
    return firstOf(
        setting("picsou.link.id", theirs, mine.getLink(), theirs.getLink()),
        cluster("picsou.sending", theirs, mine.getSending(), theirs.getSending()),
        cluster("picsou.receiving", theirs, mine.getReceiving(), theirs.getReceiving()),
        setting("picsou.strategy", theirs, mine.getStrategy(), theirs.getStrategy()),
        setting("picsou.stripe", theirs, mine.getStripe(), theirs.getStripe()),
        setting("picsou.stripe.bytes", theirs, mine.getStripeBytes(), theirs.getStripeBytes()),
        setting("picsou.phi", theirs, mine.getPhi(), theirs.getPhi()),
        setting("picsou.acks", theirs, mine.getAcks(), theirs.getAcks()));
  }

  private String cluster(String key, Wire.Hello theirs, Wire.Cluster mine, Wire.Cluster other) {
    return firstOf(
        setting(key + ".cluster", theirs, mine.getId(), other.getId()),
        setting(key + ".epoch", theirs, mine.getEpoch(), other.getEpoch()),
        setting(
            key + ".replicas",
            theirs,
            "stakes " + mine.getStakesList(),
            "stakes " + other.getStakesList()),
        setting(key + ".u", theirs, mine.getU(), other.getU()),
        setting(key + ".r", theirs, mine.getR(), other.getR()));
  }

  /** What is wrong with a peer whose settings are right. */
  private String fault(Wire.Hello theirs) {
    Peer self = identity.self();
    Peer peer = peer(theirs);
    int size = identity.cluster(peer.side()).size();
    if (theirs.getSide() != Wire.Side.SENDING && theirs.getSide() != Wire.Side.RECEIVING) {
      return "the hello names no side";
    } else if (peer.replica() < 0 || peer.replica() >= size) {
      return "picsou.replica.id of the caller is "
          + Integer.toUnsignedString(theirs.getReplica())
          + ", but cluster "
          + identity.cluster(peer.side()).id()
          + " has replicas 0 to "
          + (size - 1);
    } else if (peer.equals(self)) {
      return "picsou.replica.id of both ends is "
          + peer
          + "; give every replica its own id, and its own address in picsou.receiving.replicas";
    } else if (peer.side() == Side.SENDING && self.side() == Side.SENDING) {
      return "senders do not talk to each other; check picsou.receiving.replicas";
    }
    return null;
  }

  private String setting(String key, Wire.Hello theirs, Object mine, Object other) {
    return Objects.equals(mine, other)
        ? null
        : differs(key, theirs, mine, other) + "; give both ends the same value";
  }

  private String differs(String what, Wire.Hello theirs, Object mine, Object other) {
    return what
        + " differs: "
        + mine
        + " at "
        + identity.self()
        + ", "
        + other
        + " at "
        + peer(theirs);
  }

  private static String firstOf(String... problems) {
    for (String problem : problems) {
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }
}
