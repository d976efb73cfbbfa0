package io.picsou.core.quack;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Tally;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/**
 * Receivers that have fallen far behind the QUACK but are alive (docs/protocol.md, section 7). A
 * sender pauses for them, or they would need help with what nobody retains for them any more. It
 * does if those who lag, waited for long enough or not, include an honest one or are half of all
 * ({@link Tally#isWorthAPause}), or are more than u together with those who are down; and one that
 * does not come closer in time is left behind until it has. Where more than u are behind there is
 * more patience with those who come on at all: one of them is correct, and once it is left behind
 * it may stay so for ever, since help makes it slower. So there is where one who lags is correct in
 * any case, with those who, once left behind, come on but no closer. Not thread-safe.
 */
public final class Laggards {
  /** How long one receiver may hold the link up. */
  public static final long PATIENCE_NANOS = 1_000_000_000;

  /**
   * How long one that comes on may where it is needed or does not come closer by itself: long
   * enough to catch up after a disturbance, but not with a long history.
   */
  static final long NEEDED_NANOS = 30 * PATIENCE_NANOS;

  /** Who was silent for so long is not waited for. */
  static final long SILENCE_NANOS = 200_000_000;

  /**
   * Which part of the longest limit a receiver has to come on by, besides being close, before there
   * is new patience with it. So liars that hold the link up leave it that much in every {@link
   * #PATIENCE_NANOS}.
   */
  static final int STEPS = 16;

  /** What part of the retention a receiver may be behind at most. */
  static final int LONGEST_PART = 2;

  /** What part it may be behind in any case: some always are, a little. */
  static final int LEAST_PART = 8;

  private static final long NONE = Long.MIN_VALUE;

  private static final class Receiver {
    /** How many bytes of the log it has; what it withdraws does not count. */
    long bytes;

    /** Everything up to this sequence, and since when so much. */
    long held = -1;

    long advancedAtNanos = NONE;
    long heardAtNanos;
    boolean behind = true; // until it is heard of

    /** Since when it tries everybody's patience, and what it had then. */
    long sinceNanos = NONE;

    long sinceBytes;

    /** Since when it comes on without being waited for, and how many entries it lacked then. */
    long aloneSinceNanos = NONE;

    long aloneLacking;

    /** Whether it comes on so, but no closer. */
    boolean losing;

    /** It has come on, and lacks so many entries of what is QUACKed. */
    void advanced(long lacking, long nowNanos) {
      advancedAtNanos = nowNanos;
      if (sinceNanos == NONE || nowNanos - sinceNanos < PATIENCE_NANOS) {
        aloneSinceNanos = NONE;
        losing = false;
      } else if (aloneSinceNanos == NONE) {
        startAlone(lacking, nowNanos);
      } else if (!losing && nowNanos - aloneSinceNanos >= PATIENCE_NANOS) {
        losing = lacking >= aloneLacking;
        startAlone(lacking, nowNanos);
      }
    }

    private void startAlone(long lacking, long nowNanos) {
      aloneSinceNanos = nowNanos;
      aloneLacking = lacking;
    }

    /** Whether it is far behind and was heard of lately. */
    boolean lags(long nowNanos) {
      return behind && sinceNanos != NONE && nowNanos - heardAtNanos < SILENCE_NANOS;
    }

    /**
     * Until when it is waited for if it stays silent from now on, {@link Long#MAX_VALUE} if it is
     * not any more.
     *
     * @param needed whether there is more patience as long as it comes on
     * @param honest whether there is if it comes no closer otherwise
     */
    long pauseEndNanos(boolean needed, boolean honest, long nowNanos) {
      long end = sinceNanos + PATIENCE_NANOS;
      if (needed || (honest && losing)) {
        end = Math.max(end, Math.min(advancedAtNanos, sinceNanos + NEEDED_NANOS) + PATIENCE_NANOS);
      }
      return nowNanos - end < 0 ? Math.min(end, heardAtNanos + SILENCE_NANOS) : Long.MAX_VALUE;
    }
  }

  private final Cluster cluster;
  private final long retentionBytes;
  private final Receiver[] receivers;
  private long deadlineNanos = Long.MAX_VALUE;

  /**
   * @param retentionBytes how much receivers keep for peers that are behind
   */
  public Laggards(Cluster cluster, long retentionBytes) {
    this.cluster = cluster;
    this.retentionBytes = retentionBytes;
    this.receivers = new Receiver[cluster.size()];
    Arrays.setAll(receivers, id -> new Receiver());
  }

  /**
   * A receiver told what it has.
   *
   * @param held everything up to this sequence
   * @param quacked the highest contiguous QUACK
   * @param offered the end of the log, which will be QUACKed even if there is a pause
   * @param bytesBefore how many bytes of the log come before a sequence
   */
  public void onAck(
      int id, long held, long quacked, long offered, LongUnaryOperator bytesBefore, long nowNanos) {
    long quackedBytes = bytesBefore.applyAsLong(quacked + 1);
    long underWay = bytesBefore.applyAsLong(offered + 1) - quackedBytes;
    if (held > receivers[id].held) { // in sequences: what is held no more has no place in the log
      receivers[id].held = held;
      receivers[id].advanced(quacked - held, nowNanos);
    }
    onAck(id, bytesBefore.applyAsLong(held + 1), quackedBytes, underWay, nowNanos);
  }

  /**
   * The same in bytes.
   *
   * @param bytes of the log up to what it has
   * @param quackedBytes of the log that are QUACKed
   * @param underWayBytes what was offered beyond, which will be QUACKed even if there is a pause
   */
  void onAck(int id, long bytes, long quackedBytes, long underWayBytes, long nowNanos) {
    Receiver receiver = receivers[id];
    receiver.heardAtNanos = nowNanos;
    receiver.bytes = Math.max(receiver.bytes, bytes);
    receiver.behind = quackedBytes - receiver.bytes > limitBytes(underWayBytes);
    if (receiver.behind && receiver.sinceNanos == NONE) {
      receiver.sinceNanos = nowNanos;
      receiver.sinceBytes = receiver.bytes;
    } else if (!receiver.behind && receiver.bytes - receiver.sinceBytes >= progressBytes()) {
      receiver.sinceNanos = NONE;
    }
  }

  /** How far a receiver may be behind, so that peers keep what it lacks until it has it. */
  private long limitBytes(long underWayBytes) {
    long longest = retentionBytes / LONGEST_PART;
    return Math.max(retentionBytes / LEAST_PART, Math.min(longest, retentionBytes - underWayBytes));
  }

  private long progressBytes() {
    return retentionBytes / LONGEST_PART / STEPS;
  }

  /** Whether to pause now for those who lag, and until {@link #deadlineNanos} at most. */
  public boolean pauses(long nowNanos) {
    if (!worthAPause(nowNanos)) {
      return false;
    }
    deadlineNanos = pauseEndNanos(nowNanos);
    return true;
  }

  /** When a pause ends even if nobody is heard of. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** Time goes on. */
  public void tick(long nowNanos) {
    if (nowNanos - deadlineNanos >= 0) {
      deadlineNanos = Long.MAX_VALUE; // whoever drives this offers again now
    }
  }

  /** Whether a pause may bring someone back. */
  boolean worthAPause(long nowNanos) {
    return pauseEndNanos(nowNanos) - nowNanos > 0;
  }

  /** Until when a pause is of use if nobody is heard of; now or before if it is not. */
  long pauseEndNanos(long nowNanos) {
    Tally lagging = new Tally(cluster);
    Tally behind = new Tally(cluster); // or down
    for (int id = 0; id < receivers.length; id++) {
      if (receivers[id].lags(nowNanos)) {
        lagging.add(id);
      }
      if (receivers[id].behind) {
        behind.add(id);
      }
    }
    // Liars and the dead are behind for ever: whoever is besides them is correct.
    boolean tooMany = behind.stake() > cluster.thresholds().u();
    if (!tooMany && !lagging.isWorthAPause()) {
      return nowNanos;
    }
    boolean honest = lagging.stake() >= cluster.honestStake(); // one of them is
    long end =
        Arrays.stream(receivers)
            .filter(receiver -> receiver.lags(nowNanos))
            .mapToLong(receiver -> receiver.pauseEndNanos(tooMany, honest, nowNanos))
            .min()
            .orElse(Long.MAX_VALUE);
    return end == Long.MAX_VALUE ? nowNanos : end;
  }
}
