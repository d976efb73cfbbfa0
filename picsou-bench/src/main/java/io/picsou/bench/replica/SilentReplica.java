package io.picsou.bench.replica;

/** A crashed replica: its endpoint is there, and nobody home. */
record SilentReplica(AutoCloseable endpoint) implements Replica {
  @Override
  public void start(long originNanos) {}

  @Override
  public ReplicaSample sample() {
    return new ReplicaSample(0, 0, 0, Traffic.NONE);
  }

  @Override
  public void close() {
    try {
      endpoint.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
