package io.picsou.core.stream;

/**
 * How many bytes a sender may have under way (docs/protocol.md, section 6, "The send window"): as
 * many as come to be QUACKed quickly. Longer queues would only make late entries look lost. It
 * grows with what is in time and shrinks with what is late. It has a least length where losses go
 * on, as these take long to repair, and where runs are long. Now and then it is halved to see
 * whether it is of use ({@link Halving}). Not thread-safe.
 */
final class SendWindow {
  /** So much makes no long queue. */
  static final long FLOOR_BYTES = 1 << 20;

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

  /** What part of all that is configured is used at least where losses go on. */
  static final int LOSING_PART = 4;

  /** So many runs of every sender may be under way at least, or receivers wait for the next. */
  static final int RUNS = 3;

  /** What part of all that is configured such runs use at most. */
  static final int RUNS_PART = 2;

  /** And those of them that one receiver forwards: they queue up there, for every peer. */
  static final int FORWARDED_PART = 8;

  /** How long a run usually is, is an average of about so many. */
  static final int USUAL_OF = 16;

  private static final long UNKNOWN = Long.MAX_VALUE;

  private final int senders;
  private final long maxBytes;
  private final long leastRoundNanos;
  private final long reorderNanos;
  private final OngoingLosses losses = new OngoingLosses();
  private final Halving halving = new Halving();
  private long roundNanos;

  /** What part of the stream the busiest receiver forwards. */
  private double forwarded = 1;

  private boolean sized;

  /** What the window has beyond its floor. */
  private long grownBytes;

  /** What arrives at once: a turn, or where entries come slowly, a part of it. */
  private double usualRunBytes;

  private long leastNanos = UNKNOWN;
  private long leastBeforeNanos = UNKNOWN;
  private boolean started;
  private long periodEndNanos;

  /**
   * @param senders how many share the stream
   * @param maxBytes all that is configured
   * @param roundNanos how long receivers take to tell everybody what they have
   * @param reorderNanos the shortest reordering window: what takes longer may look lost
   */
  SendWindow(int senders, long maxBytes, long roundNanos, long reorderNanos) {
    this.senders = senders;
    this.maxBytes = maxBytes;
    this.leastRoundNanos = roundNanos;
    this.roundNanos = roundNanos;
    this.reorderNanos = reorderNanos;
  }

  /** Rounds take so many times as long as at first. */
  void stretch(double times) {
    roundNanos = (long) (leastRoundNanos * times);
  }

  /** No receiver forwards more than this part of the stream, which is all of it at first. */
  void forwarded(double part) {
    forwarded = part;
  }

  /** The window now. */
  long bytes() {
    long least = losing() ? maxBytes / LOSING_PART : runs();
    return Math.min(maxBytes, Math.max(least, FLOOR_BYTES + grownBytes));
  }

  private long runs() {
    double most = Math.min(maxBytes / RUNS_PART, maxBytes / FORWARDED_PART / forwarded);
    return (long) Math.min(most, RUNS * senders * usualRunBytes);
  }

  /** Whether losses go on. */
  boolean losing() {
    return losses.confirmed();
  }

  /** The size of a turn is known: at the start, one of every sender may be under way. */
  void turn(long bytes) {
    if (!sized) {
      sized = true;
      grownBytes = senders * bytes;
    }
  }

  /** So much more has arrived. */
  void arrived(long bytes, long offeredAtNanos, long arrivedAtNanos) {
    long delayNanos = arrivedAtNanos - offeredAtNanos;
    lookAnew(delayNanos, arrivedAtNanos);
    usualRunBytes += (bytes - usualRunBytes) / USUAL_OF;
    if (2 * bytes >= usualRunBytes) { // a short run's delay would make whole turns look late
      leastNanos = Math.min(leastNanos, delayNanos);
    }
    if (halving.isShownBy(offeredAtNanos)) {
      settle(delayNanos, arrivedAtNanos);
    } else if (!halving.running()) {
      grow(delayNanos <= allowedNanos() ? bytes : -bytes);
    }
  }

  /** What is as long as of use gets its length back; what was longer may still be. */
  private void settle(long delayNanos, long nowNanos) {
    if (halving.end(delayNanos)) {
      halve(delayNanos, nowNanos);
    } else {
      grownBytes = halving.bytesBefore();
    }
  }

  private void halve(long delayNanos, long nowNanos) {
    if (!halving.running() && wayNanos() > 0 && grownBytes > 0) {
      halving.start(grownBytes, delayNanos, nowNanos);
      grownBytes /= 2;
    }
  }

  /** So much was lost, more than nothing. */
  void lost(long entries, long bytes, long nowNanos) {
    losses.lost(entries, bytes, nowNanos);
  }

  /** Of what was taken for lost, so many entries were only late. */
  void needless(long entries) {
    grow(-losses.needless(entries));
  }

  private void grow(long bytes) {
    long most = Math.max(0, maxBytes - FLOOR_BYTES);
    grownBytes = Math.max(0, Math.min(most, grownBytes + bytes / PART));
  }

  /** What takes no longer is in time. */
  long allowedNanos() {
    long rounds = Math.max(LEAST_ROUNDS * roundNanos, Math.min(ROOM * roundNanos, reorderNanos));
    return rounds + ROOM * wayNanos();
  }

  /** What the least delay of late was beyond a round of acknowledgments, 0 if it is not known. */
  private long wayNanos() {
    long least = Math.min(leastNanos, leastBeforeNanos);
    return least == UNKNOWN ? 0 : Math.max(0, least - roundNanos);
  }

  private void lookAnew(long delayNanos, long nowNanos) {
    if (started && nowNanos - periodEndNanos < 0) {
      return;
    }
    started = true;
    periodEndNanos = nowNanos + PERIOD_NANOS;
    halve(delayNanos, nowNanos); // a part of the delay may be what this window makes entries wait
    leastBeforeNanos = leastNanos;
    leastNanos = UNKNOWN;
    losses.age(nowNanos);
  }
}
