package io.picsou.bench.compare;

import io.picsou.bench.net.Host;
import io.picsou.bench.net.NetworkShape;
import io.picsou.bench.net.ShapedNetwork;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A host of its own for every replica and every broker; brokers stand beside the receivers. */
record ShapedSites(ShapedNetwork network) implements Sites {
  private static final String BROKER = "kafka";

  /**
   * What such a network is like.
   *
   * @throws IllegalArgumentException naming the limit that is out of bounds
   */
  static NetworkShape shape(CompareOptions options) {
    ClusterOptions clusters = options.clusters();
    CompareOptions.Limits limits = options.hosting().limits();
    int brokers = options.systems().contains(KafkaContender.NAME) ? OwnBrokers.COUNT : 0;
    List<String> near = names(ClusterOptions.NAMES.get(0), clusters.senders()).toList();
    List<String> far =
        Stream.concat(
                names(ClusterOptions.NAMES.get(1), clusters.receivers()), names(BROKER, brokers))
            .toList();
    return new NetworkShape(
        List.of(near, far), limits.nicMbit(), limits.pairMbit(), limits.rttMillis());
  }

  private static Stream<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i);
  }

  @Override
  public Site of(String cluster, int replica) {
    return site(cluster + replica);
  }

  @Override
  public Site broker(int number) {
    return site(BROKER + number);
  }

  private Site site(String name) {
    Host host = network.host(name);
    return new Site(host.address(), host.commandPrefix());
  }
}
