package io.picsou.bench.replica;

import io.picsou.baseline.kafka.ConsumerSettings;
import io.picsou.baseline.kafka.ConsumerShim;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;

/** Takes what the Kafka baseline's consumer delivers into the sink. */
final class KafkaReceiver implements Replica {
  private final ConsumerShim shim;
  private final EntrySink sink;

  private KafkaReceiver(ConsumerShim shim, EntrySink sink) {
    this.shim = shim;
    this.sink = sink;
  }

  static Replica open(RolePlan plan) {
    EntrySink sink = EntrySink.open(plan.sink());
    try {
      ConsumerSettings settings = ConsumerSettings.of(plan.settings());
      return new KafkaReceiver(ConsumerShim.start(settings, new SinkTarget(sink)), sink);
    } catch (InterruptedException e) {
      sink.close();
      throw interrupted(e);
    } catch (RuntimeException e) {
      sink.close();
      throw e;
    }
  }

  static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted before it had started", e);
  }

  /**
   * The sink as a shim's target. The shim flushes it after every poll, so that several runs are
   * made durable together, as with other systems.
   */
  private static final class SinkTarget implements EntryApplier {
    private final EntrySink sink;
    private long applied;

    SinkTarget(EntrySink sink) {
      this.sink = sink;
    }

    @Override
    public long applied() {
      return applied;
    }

    @Override
    public void apply(Frame run) {
      if (sink.add(run)) {
        flush();
      }
    }

    @Override
    public void flush() {
      applied = sink.settle();
    }

    @Override
    public void close() {
      // The sink outlives the shim: it has yet to report.
    }
  }

  @Override
  public void start(long originNanos) {
    // It reads already; there is nothing yet.
  }

  static void requireHealthy(Throwable failure) {
    if (failure != null) {
      throw new IllegalStateException("a Kafka shim failed", failure);
    }
  }

  @Override
  public ReplicaSample sample() {
    requireHealthy(shim.failure());
    return sink.sample(new Traffic(0, shim.bytesReceived(), 0, 0, 0, 0));
  }

  @Override
  public ReplicaReport report() {
    return sink.report();
  }

  @Override
  public void close() {
    shim.close();
    sink.close();
  }
}
