package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.Side;
import io.picsou.transport.EndpointOptions;
import io.picsou.transport.LinkConfig;
import io.picsou.transport.NetworkCounters;
import io.picsou.transport.ReceiverEndpoint;
import java.time.Duration;
import java.util.function.UnaryOperator;

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
    if (plan.conduct() == Conduct.CRASHED) {
      LinkConfig config = LinkSettings.read(plan.settings(), Side.RECEIVING);
      return new SilentReplica(
          ReceiverEndpoint.open(
              config.link(), config.replica(), config.options(), new SilentReceiver()));
    }
    return open(plan, honest -> honest);
  }

  /** Opens one whose protocol core is replaced by another that is made of it. */
  static Replica open(RolePlan plan, UnaryOperator<ReceiverProtocol> change) {
    LinkConfig config = LinkSettings.read(plan.settings(), Side.RECEIVING);
    EndpointOptions options = config.options();
    int replica = config.replica();
    ReceiverProtocol core = options.strategy().receiver(config.link(), replica, options.link(), 0);
    if (plan.conduct().lies()) {
      core = new LyingReceiver(core, plan.conduct(), options.link().phi());
    }
    return new LinkReceiver(
        plan, ReceiverEndpoint.open(config.link(), replica, options, change.apply(core)));
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
    long settled = sink.settle();
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
