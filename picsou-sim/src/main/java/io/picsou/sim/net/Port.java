package io.picsou.sim.net;

/** One replica's network card and processor. */
final class Port {
  private long outFreeNanos;
  private long inFreeNanos;
  private long cpuFreeNanos;
  private int slowness = 1;
  private long bytesOut;
  private long bytesIn;

  /** When bytes have gone out, given that they may go ahead of what waits. */
  long out(int bytes, long transferNanos, boolean ahead, long nowNanos) {
    bytesOut += bytes;
    long start = ahead ? nowNanos : Math.max(nowNanos, outFreeNanos);
    outFreeNanos = Math.max(nowNanos, outFreeNanos) + transferNanos;
    return start + transferNanos;
  }

  /** When bytes that arrive now have come in and were processed. */
  long in(int bytes, long transferNanos, long workNanos, long nowNanos) {
    bytesIn += bytes;
    inFreeNanos = Math.max(nowNanos, inFreeNanos) + transferNanos;
    cpuFreeNanos = Math.max(inFreeNanos, cpuFreeNanos) + slowness * workNanos;
    return cpuFreeNanos;
  }

  void slowness(int factor) {
    slowness = factor;
  }

  long bytesOut() {
    return bytesOut;
  }

  long bytesIn() {
    return bytesIn;
  }
}
