package io.picsou.bench.net;

import io.picsou.bench.net.NetworkMeasurement.Shared;
import io.picsou.bench.net.NetworkMeasurement.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures a network before it is used, with a small process on each of its first hosts. */
public final class NetworkMeter implements AutoCloseable {
  /** More would measure the machine that all hosts share, and take long to start. */
  private static final int MAX_MEASURED_PER_REGION = 8;

  private static final int WARM_MILLIS = 1_000;
  private static final int MEASURED_MILLIS = 2_000;
  private static final int ROUND_TRIPS = 20;

  private final ShapedNetwork network;
  private final List<List<ProbeProcess>> regions = new ArrayList<>();

  private NetworkMeter(ShapedNetwork network) {
    this.network = network;
  }

  /**
   * Takes about 15 s. Nothing else should run on the network meanwhile.
   *
   * @throws IOException if a host does not reach another
   */
  public static NetworkMeasurement measure(ShapedNetwork network) throws IOException {
    try (NetworkMeter meter = new NetworkMeter(network)) {
      meter.start();
      return meter.measure();
    }
  }

  private void start() throws IOException {
    for (int region = 0; region < network.shape().regions().size(); region++) {
      regions.add(new ArrayList<>());
    }
    for (Host host : network.hosts()) {
      List<ProbeProcess> probes = regions.get(host.region());
      if (probes.size() < MAX_MEASURED_PER_REGION) {
        probes.add(ProbeProcess.start(host));
      }
    }
    for (List<ProbeProcess> probes : regions) {
      for (ProbeProcess probe : probes) {
        probe.awaitReady();
      }
    }
  }

  /** Round trips first: what fills the queues comes later. */
  private NetworkMeasurement measure() throws IOException {
    Double localRtt = localRtt();
    if (regions.size() == 1) {
      return new NetworkMeasurement(nics(), null, null, localRtt, null, network.delay());
    }
    List<ProbeProcess> near = regions.get(0);
    List<ProbeProcess> far = regions.get(1);
    double acrossRtt = roundTrip(near.get(0), far.get(0));
    return new NetworkMeasurement(
        nics(), pairs(near, far), shared(near.get(0), far), localRtt, acrossRtt, network.delay());
  }

  /** In a ring within each region, each host sends to the next: all NICs are full, both ways. */
  private Spread nics() throws IOException {
    List<Stream> ring = new ArrayList<>();
    for (List<ProbeProcess> probes : regions) {
      for (int i = 0; i < probes.size() && probes.size() > 1; i++) {
        ring.add(new Stream(probes.get(i), List.of(probes.get((i + 1) % probes.size()))));
      }
    }
    return network.shape().nicMbit() == 0 ? null : Spread.of(send(ring));
  }

  private static Spread pairs(List<ProbeProcess> near, List<ProbeProcess> far) throws IOException {
    List<Stream> pairs = new ArrayList<>();
    for (int i = 0; i < Math.min(near.size(), far.size()); i++) {
      pairs.add(new Stream(near.get(i), List.of(far.get(i))));
    }
    return Spread.of(send(pairs));
  }

  private static Shared shared(ProbeProcess from, List<ProbeProcess> to) throws IOException {
    List<Double> rates = send(List.of(new Stream(from, to)));
    return new Shared(rates.stream().mapToDouble(Double::doubleValue).sum(), Spread.of(rates));
  }

  /** From one host to some others. */
  private record Stream(ProbeProcess from, List<ProbeProcess> to) {}

  /** All at the same time. */
  private static List<Double> send(List<Stream> streams) throws IOException {
    for (Stream stream : streams) {
      List<String> to = stream.to.stream().map(probe -> probe.host().address()).toList();
      stream.from.request(
          "send %d %d %s".formatted(WARM_MILLIS, MEASURED_MILLIS, String.join(" ", to)));
    }
    List<Double> rates = new ArrayList<>();
    for (Stream stream : streams) {
      rates.addAll(stream.from.figures());
    }
    return rates;
  }

  private Double localRtt() throws IOException {
    List<ProbeProcess> near = regions.get(0);
    return near.size() < 2 ? null : roundTrip(near.get(0), near.get(1));
  }

  private static double roundTrip(ProbeProcess from, ProbeProcess to) throws IOException {
    from.request("rtt %d %s".formatted(ROUND_TRIPS, to.host().address()));
    return from.figures().get(0);
  }

  @Override
  public void close() {
    regions.forEach(probes -> probes.forEach(ProbeProcess::close));
  }
}
