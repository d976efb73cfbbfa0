package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.Side;
import io.picsou.transport.LinkConfig;
import io.picsou.transport.SenderEndpoint;
import java.time.Duration;

/** Offers its log to a sending end, whatever the strategy. */
final class LinkSender implements Replica {
  private static final Duration STEP = Duration.ofMillis(50);

  /** What is read again was committed, but to connect to etcd may take long. */
  private static final Duration HISTORY_WAIT = Duration.ofSeconds(5);

  /** How much of the log is read at a time. */
  private static final int RUN_BYTES = 256 << 10;

  private final SenderEndpoint endpoint;
  private final PacedSource source;
  private final Worker feeder;

  private LinkSender(RolePlan plan, SenderEndpoint endpoint) {
    this.endpoint = endpoint;
    this.source = new PacedSource(plan);
    this.feeder = new Worker("feeder of " + plan.name(), this::feed);
  }

  static Replica open(RolePlan plan) {
    LinkConfig config = LinkSettings.read(plan.settings(), Side.SENDING);
    if (plan.conduct() == Conduct.CRASHED) {
      return new SilentReplica(
          SenderEndpoint.open(
              config.link(), config.replica(), config.options(), new SilentSender()));
    }
    return new LinkSender(
        plan, SenderEndpoint.open(config.link(), config.replica(), config.options(), 0));
  }

  @Override
  public void start(long originNanos) {
    source.start(originNanos);
    feeder.start();
  }

  private void feed() throws InterruptedException {
    Frame run = source.read(RUN_BYTES, STEP);
    while (run != null && !endpoint.offer(run, STEP)) {
      supplyHistory();
    }
    supplyHistory();
  }

  private void supplyHistory() throws InterruptedException {
    for (long wanted = endpoint.historyWanted(); wanted > 0; wanted = endpoint.historyWanted()) {
      Frame run = source.history(wanted, HISTORY_WAIT);
      if (run == null) {
        return;
      }
      endpoint.history(run);
    }
  }

  @Override
  public void pause() {
    source.pause();
  }

  @Override
  public void finish(long last) {
    source.finish(last);
  }

  @Override
  public ReplicaSample sample() {
    feeder.check();
    requireHealthy(endpoint.failure());
    SenderCounters counters = endpoint.counters();
    Traffic traffic =
        new Traffic(
            0,
            0,
            endpoint.network().bytesReceived(),
            counters.entriesSent(),
            counters.entriesResent(),
            endpoint.network().dropped());
    return new ReplicaSample(endpoint.quacked(), 0, source.read(), traffic);
  }

  static void requireHealthy(Throwable failure) {
    if (failure != null) {
      throw new IllegalStateException("an endpoint failed", failure);
    }
  }

  @Override
  public void close() {
    feeder.close();
    endpoint.close();
    source.close();
  }
}
