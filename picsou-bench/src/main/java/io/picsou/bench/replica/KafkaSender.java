package io.picsou.bench.replica;

import io.picsou.baseline.kafka.ProducerCounters;
import io.picsou.baseline.kafka.ProducerSettings;
import io.picsou.baseline.kafka.ProducerShim;

/** Publishes its share of its log with the Kafka baseline's producer. */
final class KafkaSender implements Replica {
  private final ProducerShim shim;
  private final PacedSource source;

  private KafkaSender(ProducerShim shim, PacedSource source) {
    this.shim = shim;
    this.source = source;
  }

  /** The shim's thread runs from now on, but the log has nothing for it yet. */
  static Replica open(RolePlan plan) {
    PacedSource source = new PacedSource(plan);
    try {
      ProducerSettings settings = ProducerSettings.of(plan.settings());
      return new KafkaSender(ProducerShim.start(settings, after -> fresh(source, after)), source);
    } catch (InterruptedException e) {
      source.close();
      throw KafkaReceiver.interrupted(e);
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static PacedSource fresh(PacedSource source, long after) {
    if (after > 0) {
      throw new IllegalStateException("the topic is not new: it has entry " + after);
    }
    return source;
  }

  @Override
  public void start(long originNanos) {
    source.start(originNanos);
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
    KafkaReceiver.requireHealthy(shim.failure());
    ProducerCounters counters = shim.counters();
    Traffic traffic =
        new Traffic(shim.bytesSent(), 0, shim.bytesReceived(), counters.ackedEntries(), 0, 0);
    return new ReplicaSample(0, 0, source.read(), traffic);
  }

  @Override
  public void close() {
    shim.close();
  }
}
