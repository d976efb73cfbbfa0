package io.picsou.core.stream;

/**
 * How many bytes a sender may have under way (docs/protocol.md, section 6, "The send window"): as
 * many as come to be QUACKed quickly. Longer queues would only make late entries look lost. It
 * grows with what is QUACKed in time and shrinks with what is late, unless a loss is the reason;
 * where losses go on, what follows them has to wait for their repair, so it grows in any case. The
 * senders of a link see the same QUACKs at about the same time; one whose window is longer than
 * those of the others sees longer delays, too, so none gets far ahead. Not thread-safe.
 */
final class SendWindow {
  /** So much makes no long queue. */
  static final long FLOOR_BYTES = 1 << 20;

  /** So many turns fit in any case, or nothing would come after a lost one to tell that it is. */
  static final int FLOOR_TURNS = 4;

  /** The window changes by what part of what is QUACKed. */
  static final int PART = 4;

  /**
   * What is in time: so many rounds of acknowledgments, and so many times what the way takes beyond
   * one round.
   */
  static final int ROOM = 4;

  /** So many rounds count even where they take longer than the reordering window. */
  static final int LEAST_ROUNDS = 2;

  /** After how long the least delay is looked for anew: the way may have become longer. */
  static final long PERIOD_NANOS = 10_000_000_000L;

  /** For how long entries must be lost, none of them needlessly resent, to grow in any case. */
  static final long CONFIRM_NANOS = 1_000_000_000;

  /** How long a loss is remembered. */
  static final long MEMORY_NANOS = 2_000_000_000;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final int senders;
  private final long maxBytes;
  private final long roundNanos;
  private final long reorderNanos;
  private long turnBytes;

  /** What the window has beyond its floor. */
  private long grownBytes;

  private long leastNanos = UNKNOWN;
  private long leastBeforeNanos = UNKNOWN;
  private boolean started;
  private long periodEndNanos;

  private boolean losing;
  private boolean confirmed;
  private long losingSinceNanos;
  private long lostAtNanos;

  /**
   * @param senders how many share the stream
   * @param maxBytes all that is configured
   * @param roundNanos how long receivers take to tell everybody what they have
   * @param reorderNanos the shortest reordering window: what takes longer may look lost
   */
  SendWindow(int senders, long maxBytes, long roundNanos, long reorderNanos) {
    this.senders = senders;
    this.maxBytes = maxBytes;
    this.roundNanos = roundNanos;
    this.reorderNanos = reorderNanos;
  }

  /** The window now. */
  long bytes() {
    return Math.min(maxBytes, floorBytes() + grownBytes);
  }

  private long floorBytes() {
    return Math.max(FLOOR_BYTES, FLOOR_TURNS * turnBytes);
  }

  /** The size of the newest turn. At the start, one of every sender may be under way. */
  void turn(long bytes) {
    if (turnBytes == 0) {
      grownBytes = senders * bytes;
    }
    turnBytes = bytes;
  }

  /** So much more is QUACKed, and took so long since it was offered. */
  void quacked(long bytes, long delayNanos) {
    leastNanos = Math.min(leastNanos, delayNanos);
    long change = (bytes + PART - 1) / PART;
    if (confirmed || delayNanos <= allowedNanos()) {
      grownBytes = Math.min(maxBytes - floorBytes(), grownBytes + change);
    } else if (!losing) {
      grownBytes -= change;
    }
    grownBytes = Math.max(0, grownBytes);
  }

  private long allowedNanos() {
    long rounds = Math.max(LEAST_ROUNDS * roundNanos, Math.min(ROOM * roundNanos, reorderNanos));
    return rounds + ROOM * wayNanos();
  }

  /** What the least delay of late was beyond a round of acknowledgments, 0 if it is not known. */
  private long wayNanos() {
    long least = Math.min(leastNanos, leastBeforeNanos);
    return least == UNKNOWN ? 0 : Math.max(0, least - roundNanos);
  }

  /** Entries were lost. */
  void lost(long nowNanos) {
    if (!losing) {
      losing = true;
      losingSinceNanos = nowNanos;
    }
    lostAtNanos = nowNanos;
    settle(nowNanos);
  }

  /** What was taken for lost was only late. */
  void needless() {
    losing = false;
    confirmed = false;
  }

  /** Time has passed. */
  void settle(long nowNanos) {
    losing &= nowNanos - lostAtNanos < MEMORY_NANOS;
    confirmed = losing && nowNanos - losingSinceNanos >= CONFIRM_NANOS;
    if (!started || nowNanos - periodEndNanos >= 0) {
      started = true;
      periodEndNanos = nowNanos + PERIOD_NANOS;
      lookAnew();
    }
  }

  /**
   * Where even the least delay is longer than a round, a part of it may be what this window itself
   * makes others wait: it has to be short for a moment to see.
   */
  private void lookAnew() {
    if (!losing && wayNanos() > 0) {
      grownBytes /= 2;
    }
    leastBeforeNanos = leastNanos;
    leastNanos = UNKNOWN;
  }
}
