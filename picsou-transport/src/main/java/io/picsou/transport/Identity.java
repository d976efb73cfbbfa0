package io.picsou.transport;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who an endpoint is.
 *
 * @param incarnation differs between any two endpoints that were ever opened
 */
record Identity(Link link, Peer self, EndpointOptions options, long incarnation) {
  /** Version of the wire protocol. */
  static final int VERSION = 1;

  static Identity of(Link link, Peer self, EndpointOptions options) {
    Cluster own = self.side() == Side.SENDING ? link.sending() : link.receiving();
    if (self.replica() < 0 || self.replica() >= own.size()) {
      throw new IllegalArgumentException(
          "picsou.replica.id is "
              + self.replica()
              + ", but cluster "
              + own.id()
              + " has replicas 0 to "
              + (own.size() - 1));
    }
    return new Identity(link, self, options, ThreadLocalRandom.current().nextLong());
  }

  /** The cluster that a peer belongs to. */
  Cluster cluster(Side side) {
    return side == Side.SENDING ? link.sending() : link.receiving();
  }

  /** With how many others the endpoint has streams. */
  int peers() {
    return self.side() == Side.SENDING
        ? link.receiving().size()
        : link.sending().size() + link.receiving().size() - 1;
  }

  /** The first batch of a stream. */
  Wire.Batch greeting() {
    return Wire.Batch.newBuilder().setHello(hello()).build();
  }

  Wire.Hello hello() {
    return Wire.Hello.newBuilder()
        .setVersion(VERSION)
        .setLink(link.id())
        .setSide(self.side() == Side.SENDING ? Wire.Side.SENDING : Wire.Side.RECEIVING)
        .setReplica(self.replica())
        .setIncarnation(incarnation)
        .setSending(wire(link.sending()))
        .setReceiving(wire(link.receiving()))
        .setStrategy(options.strategy().name())
        .setStripe(options.link().stripe())
        .setStripeBytes(options.link().stripeBytes())
        .setPhi(options.link().phi())
        .setAcks(options.link().acks().name())
        .build();
  }

  private static Wire.Cluster wire(Cluster cluster) {
    return Wire.Cluster.newBuilder()
        .setId(cluster.id())
        .setEpoch(cluster.epoch())
        .setU(cluster.thresholds().u())
        .setR(cluster.thresholds().r())
        .addAllStakes(cluster.replicas().stream().map(Replica::stake).toList())
        .build();
  }
}
