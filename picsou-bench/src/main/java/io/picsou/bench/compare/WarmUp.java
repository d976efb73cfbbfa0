package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Timing;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells when the warm-up is over: after the stated time, and as soon as the replicas' virtual
 * machines have compiled what they run often. The rule is the same for every system; a fixed time
 * would measure the compiler of whichever has more code.
 */
final class WarmUp {
  /** So many times the stated time at most. */
  private static final int MOST_TIMES = 4;

  /** How long compilers have to be quiet. */
  private static final long WINDOW_NANOS = 3_000_000_000L;

  /** Up to this share of one processor they are. */
  private static final double QUIET = 0.05;

  private final double leastSeconds;
  private final Deque<FleetSample> window = new ArrayDeque<>();

  WarmUp(Timing timing) {
    this.leastSeconds = timing.warmupSeconds();
  }

  /**
   * @param seconds since the start
   * @param now taken at this moment
   */
  boolean over(double seconds, FleetSample now) {
    window.add(now);
    while (now.nanos() - second().nanos() >= WINDOW_NANOS) {
      window.remove();
    }
    return seconds >= MOST_TIMES * leastSeconds || seconds >= leastSeconds && quiet(now);
  }

  /** Whether compilers that have taken so long in so much time count as quiet. */
  static boolean quiet(long compileNanos, long passedNanos) {
    return compileNanos <= QUIET * passedNanos;
  }

  /** The second of the window is still old enough if the first is not needed any more. */
  private FleetSample second() {
    return window.stream().skip(1).findFirst().orElse(window.element());
  }

  private boolean quiet(FleetSample now) {
    FleetSample then = window.element();
    long passed = now.nanos() - then.nanos();
    return passed >= WINDOW_NANOS && quiet(now.compileNanos() - then.compileNanos(), passed);
  }
}
