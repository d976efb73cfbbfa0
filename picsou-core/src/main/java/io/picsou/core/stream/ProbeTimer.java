package io.picsou.core.stream;

/**
 * When a sender asks the receivers for acknowledgments (docs/protocol.md, sections 5 and 6): after
 * a time-out without progress while something is unQUACKed, then ever more rarely; on an idle link
 * only as a slow heartbeat.
 */
public final class ProbeTimer {
  private final long maxPauseNanos;
  private long nextNanos;
  private long pauseNanos;
  private boolean idle = true;
  private boolean armed;

  public ProbeTimer(long maxPauseNanos) {
    this.maxPauseNanos = maxPauseNanos;
  }

  /** Something was offered. */
  public void offered(long nowNanos, long timeoutNanos) {
    if (idle) {
      idle = false;
      pause(timeoutNanos, nowNanos);
    }
  }

  /** Acknowledgments have made progress; idle if nothing is left to acknowledge. */
  public void progress(long nowNanos, long timeoutNanos, boolean nowIdle) {
    idle = nowIdle;
    pause(idle ? maxPauseNanos : timeoutNanos, nowNanos);
  }

  public boolean due(long nowNanos) {
    return armed && nowNanos - nextNanos >= 0;
  }

  /** Probes went out; the next pause is twice as long. */
  public void sent(long nowNanos) {
    pause(2 * pauseNanos, nowNanos);
  }

  public long nextNanos() {
    return armed ? nextNanos : Long.MAX_VALUE;
  }

  private void pause(long nanos, long nowNanos) {
    armed = true;
    pauseNanos = Math.min(maxPauseNanos, nanos);
    nextNanos = nowNanos + pauseNanos;
  }
}
