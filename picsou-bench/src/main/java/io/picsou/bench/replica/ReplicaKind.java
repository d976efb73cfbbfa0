package io.picsou.bench.replica;

/** What a role can be; new systems to compare add theirs here. */
public enum ReplicaKind {
  /** Sends a link by one of the strategies. */
  SENDER(false, LinkSender::open),
  /** Receives a link by one of the strategies. */
  RECEIVER(true, LinkReceiver::open),
  /** Publishes its share of a link to Kafka. */
  KAFKA_SENDER(false, KafkaSender::open),
  /** Reads a link from Kafka. */
  KAFKA_RECEIVER(true, KafkaReceiver::open),
  /** Writes opaque messages into one gRPC stream. */
  RAW_SENDER(false, RawSender::open),
  /** Discards what comes from that stream. */
  RAW_RECEIVER(true, RawReceiver::open);

  private final boolean receiving;
  private final Opener opener;

  ReplicaKind(boolean receiving, Opener opener) {
    this.receiving = receiving;
    this.opener = opener;
  }

  /** Whether it is a receiver, whose figures count. */
  public boolean receiving() {
    return receiving;
  }

  Replica open(RolePlan plan) {
    return opener.open(plan);
  }

  private interface Opener {
    Replica open(RolePlan plan);
  }
}
