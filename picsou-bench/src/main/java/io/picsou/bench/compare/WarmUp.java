package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareOptions.Timing;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells when the warm-up is over: after the stated time, and as soon as the replicas' virtual
 * machines have compiled what they run often and the system does not become faster any more. The
 * rule is the same for every system; a fixed time would measure the compiler of whichever has more
 * code.
 */
final class WarmUp {
  /** So many times the stated time at most. */
  private static final int MOST_TIMES = 8;

  /** How long compilers have to be quiet. */
  private static final long WINDOW_NANOS = 3_000_000_000L;

  /** Up to this share of one processor they are. */
  private static final double QUIET = 0.05;

  /** So many times as much in half of the stated time as in the half before is not faster. */
  private static final double STEADY = 1.05;

  private final double leastSeconds;
  private final Promise promise;
  private final Deque<FleetSample> compiling = new ArrayDeque<>();
  private final Deque<FleetSample> laterHalf = new ArrayDeque<>();
  private final Deque<FleetSample> earlierHalf = new ArrayDeque<>();

  WarmUp(Timing timing, Promise promise) {
    this.leastSeconds = timing.warmupSeconds();
    this.promise = promise;
  }

  /**
   * @param seconds since the start
   * @param now taken at this moment
   */
  boolean over(double seconds, FleetSample now) {
    keep(compiling, now, WINDOW_NANOS);
    long half = (long) (leastSeconds / 2 * 1e9);
    for (FleetSample old : keep(laterHalf, now, half)) {
      keep(earlierHalf, old, half);
    }
    return seconds >= MOST_TIMES * leastSeconds
        || seconds >= leastSeconds && quiet(now) && steady(now);
  }

  /** Adds a sample; takes out those that a window of so much time does not need any more. */
  private static Deque<FleetSample> keep(Deque<FleetSample> window, FleetSample now, long nanos) {
    Deque<FleetSample> old = new ArrayDeque<>();
    window.add(now);
    while (now.nanos() - second(window).nanos() >= nanos && window.size() > 1) {
      old.add(window.remove());
    }
    return old;
  }

  /** The second of a window is still old enough if the first is not needed any more. */
  private static FleetSample second(Deque<FleetSample> window) {
    return window.stream().skip(1).findFirst().orElse(window.element());
  }

  /** Whether compilers that have taken so long in so much time count as quiet. */
  static boolean quiet(long compileNanos, long passedNanos) {
    return compileNanos <= QUIET * passedNanos;
  }

  private boolean quiet(FleetSample now) {
    FleetSample then = compiling.element();
    long passed = now.nanos() - then.nanos();
    return passed >= WINDOW_NANOS && quiet(now.compileNanos() - then.compileNanos(), passed);
  }

  private boolean steady(FleetSample now) {
    FleetSample middle = laterHalf.element();
    return !earlierHalf.isEmpty()
        && rate(middle, now) <= STEADY * rate(earlierHalf.element(), middle);
  }

  private double rate(FleetSample from, FleetSample to) {
    double nanos = Math.max(1, to.nanos() - from.nanos());
    return (to.progress(0, promise) - from.progress(0, promise)) / nanos;
  }
}
