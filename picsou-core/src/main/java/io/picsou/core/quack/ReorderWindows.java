package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.time.Duration;

/**
 * The reordering windows of all senders of a link as one of them sees them (docs/protocol.md,
 * section 6): how long a sender's entry may be missing at a receiver that has later ones already. A
 * sender that starts late or lags is not a loss, so each has a window of its own that includes its
 * lag. One whose entries are lost again and again, with none arriving in between, loses half of its
 * credit each time, down to what this sender's own entries need.
 */
public final class ReorderWindows {
  /** The window, in units of the shortest one, before anything was measured. */
  public static final int INITIAL_FACTOR = 20;

  /** The shortest time-out, in units of the shortest window. */
  public static final int TIMEOUT_FACTOR = 4;

  private final int self;
  private final WindowFloor floor;
  private final long resolutionNanos;
  private final long maxNanos;
  private final ReorderWindow[] windows;

  /** By receiver: how long this sender's own entries take, queues included. */
  private final ReorderWindow[] delays;

  /** By receiver: the least that any of them took, 0 before anything was measured. */
  private final long[] fastest;

  private final Quorum quorum;
  private final long honestStake;
  private final long honestMajority;
  private final long initialNanos;
  private long delayNanos;

  /** One entry of each sender is being timed, 0 for none. */
  private final long[] timed;

  private final int[] timedTo;
  private final long[] timedAtNanos;
  private final long[] halvedAtNanos;
  private final boolean[] halved;

  public ReorderWindows(int senders, int self, Cluster receivers, Duration min, Duration max) {
    this.self = self;
    long minNanos = min.toNanos();
    this.maxNanos = max.toNanos();
    this.floor = new WindowFloor(minNanos, maxNanos);
    this.resolutionNanos = minNanos / 4;
    this.windows = new ReorderWindow[senders];
    this.initialNanos = INITIAL_FACTOR * minNanos;
    this.delayNanos = initialNanos;
    this.delays = new ReorderWindow[receivers.size()];
    for (int receiver = 0; receiver < delays.length; receiver++) {
      delays[receiver] = new ReorderWindow(initialNanos);
    }
    this.fastest = new long[receivers.size()];
    this.quorum = new Quorum(receivers);
    this.honestStake = receivers.honestStake();
    this.honestMajority = 2 * receivers.thresholds().r() + 1;
    this.timed = new long[senders];
    this.timedTo = new int[senders];
    this.timedAtNanos = new long[senders];
    this.halvedAtNanos = new long[senders];
    this.halved = new boolean[senders];
    for (int sender = 0; sender < senders; sender++) {
      windows[sender] = new ReorderWindow(INITIAL_FACTOR * minNanos);
    }
  }

  /** The window of one sender's entries. */
  public long nanos(int sender) {
    long window = sender == self ? 0 : windows[sender].nanos();
    return Math.min(maxNanos, Math.max(window, shortestNanos()));
  }

  /** The window of this sender's own entries; no other is shorter. */
  public long shortestNanos() {
    return Math.min(maxNanos, Math.max(floor.nanos(), windows[self].nanos()));
  }

  /** How long an entry may take, queues included, when nothing later tells that it is late. */
  public long timeoutNanos() {
    return Math.min(maxNanos, Math.max(TIMEOUT_FACTOR * floor.nanos(), delayNanos));
  }

  /**
   * What receivers with a stake of r + 1 need at least, once 2r + 1 were measured: then honest ones
   * need no less and no more, whatever liars pretend. So many are correct and will be measured.
   */
  private long honestDelayNanos() {
    boolean enough = quorum.reached(this::delayNanos, honestMajority) > 0;
    return enough ? quorum.reached(this::delayNanos, honestStake) : initialNanos;
  }

  private long delayNanos(int receiver) {
    return delays[receiver].measured() ? Math.max(1, delays[receiver].nanos()) : 0;
  }

  /**
   * The least time from the moment that an entry is to be sent until its receiver's acknowledgment
   * shows it; 0 while unknown. A liar can only make its own shorter.
   */
  long fastestNanos(int receiver) {
    return fastest[receiver];
  }

  /** Differences of time below this do not matter. */
  long resolutionNanos() {
    return resolutionNanos;
  }

  /** An entry was offered to the stream, to be sent by one of the senders to a receiver. */
  public void offered(int sender, int receiver, long sequence, long nowNanos) {
    if (timed[sender] == 0) {
      timed[sender] = sequence;
      timedTo[sender] = receiver;
      timedAtNanos[sender] = nowNanos;
    }
  }

  /**
   * Looks whether an acknowledgment shows entries that are being timed. Only the receiver that an
   * entry was first sent to tells its delay: what others have may have come by a resend that
   * another sender was quicker to make, and such delays would feed on each other.
   *
   * @param losses has seen the acknowledgment already
   * @param arrived everything up to here is at a quorum
   */
  public void onAck(int receiver, Ack ack, LossDetector losses, long arrived, long nowNanos) {
    floor.settle(nowNanos);
    for (int sender = 0; sender < timed.length; sender++) {
      long sequence = timed[sender];
      if (sequence == 0) {
        continue;
      }
      long took = nowNanos - timedAtNanos[sender];
      if (losses.attempt(sequence) > 0 || (sequence <= arrived && took > timeoutNanos())) {
        timed[sender] = 0;
      } else if (receiver == timedTo[sender] && ack.shows(sequence)) {
        timed[sender] = 0;
        long overtakenSince = losses.overtakenSinceNanos(receiver, sequence);
        windows[sender].sample(overtakenSince == Timeline.NEVER ? 0 : nowNanos - overtakenSince);
        if (sender == self) {
          delays[receiver].sample(took);
          delayNanos = honestDelayNanos();
          fastest[receiver] = fastest[receiver] == 0 ? took : Math.min(fastest[receiver], took);
        }
      }
    }
  }

  /** Entries were taken for lost that were only late: every window is to be longer. */
  public void needless(long nowNanos) {
    floor.needless(nowNanos);
  }

  /** An entry of a sender was lost. */
  public void lost(int sender, long nowNanos) {
    boolean again = halved[sender] && nowNanos - halvedAtNanos[sender] < nanos(sender);
    if (sender != self && !again) {
      halved[sender] = true;
      halvedAtNanos[sender] = nowNanos;
      windows[sender].halve();
    }
  }
}
