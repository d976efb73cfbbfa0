package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.Side;
import io.picsou.transport.EndpointOptions;
import io.picsou.transport.LinkConfig;
import io.picsou.transport.NetworkCounters;
import io.picsou.transport.ReceiverEndpoint;
import java.time.Duration;

/** Takes what a receiving end delivers, whatever the strategy, into the sink. */
final class LinkReceiver implements Replica {
  private static final Duration STEP = Duration.ofMillis(50);

  private final ReceiverEndpoint endpoint;
  private final EntrySink sink;
  private final Worker drain;

  private LinkReceiver(RolePlan plan, ReceiverEndpoint endpoint) {
    this.endpoint = endpoint;
    this.sink = EntrySink.open(plan.sink());
    this.drain = new Worker("drain of " + plan.name(), this::drain);
  }

  static Replica open(RolePlan plan) {
    LinkConfig config = LinkSettings.read(plan.settings(), Side.RECEIVING);
    EndpointOptions options = config.options();
    int replica = config.replica();
    if (plan.conduct() == Conduct.CRASHED) {
      return new SilentReplica(
          ReceiverEndpoint.open(config.link(), replica, options, new SilentReceiver()));
    }
    ReceiverProtocol honest =
        options.strategy().receiver(config.link(), replica, options.link(), 0);
    ReceiverProtocol core =
        plan.conduct() == Conduct.CORRECT
            ? honest
            : new LyingReceiver(honest, plan.conduct(), options.link().phi());
    return new LinkReceiver(plan, ReceiverEndpoint.open(config.link(), replica, options, core));
  }

  @Override
  public void start(long originNanos) {
    drain.start();
  }

  /** Several runs are made durable together, as long as the next is there already. */
  private void drain() throws InterruptedException {
    Frame run = endpoint.poll(STEP);
    while (run != null && !sink.add(run)) {
      run = endpoint.poll(Duration.ZERO);
    }
    long settled = sink.settle(System.nanoTime());
    if (settled > 0) {
      endpoint.durable(settled);
    }
  }

  @Override
  public ReplicaSample sample() {
    drain.check();
    LinkSender.requireHealthy(endpoint.failure());
    NetworkCounters network = endpoint.network();
    long local = network.bytesFromPeers();
    Traffic traffic =
        new Traffic(network.bytesReceived() - local, local, 0, 0, 0, network.dropped());
    return sink.sample(traffic);
  }

  @Override
  public ReplicaReport report() {
    return sink.report();
  }

  @Override
  public void close() {
    drain.close();
    endpoint.close();
    sink.close();
  }
}
