package io.picsou.core.stream;

/**
 * How many bytes a sender may have under way (docs/protocol.md, section 6, "The send window"). As
 * long as nothing is lost it is a part of what is configured, but some turns of every sender:
 * longer queues would only make late entries look lost. While entries are lost, what follows them
 * has to wait for their repair, so it is all that is configured. At the start it is small and grows
 * with what is QUACKed, as machines that have just been started are slow. The senders of a link see
 * the same QUACKs and losses at about the same time, so none gets far ahead of the others. Not
 * thread-safe.
 */
final class SendWindow {
  /** What part of the configured window is used while nothing is lost. */
  static final int CALM_PART = 4;

  /** So much makes no long queue. */
  static final long FLOOR_BYTES = 1 << 20;

  /** At the start the window grows by what part of what is QUACKed. */
  static final int START_PART = 4;

  /** How many turns of every sender fit in any case. */
  static final int TURNS = 2;

  /** For how long entries must be lost, none of them needlessly resent, to open the window. */
  static final long CONFIRM_NANOS = 1_000_000_000;

  /** How long a loss is remembered. */
  static final long MEMORY_NANOS = 2_000_000_000;

  private final int senders;
  private final long maxBytes;
  private long turnBytes;
  private long acknowledgedBytes;
  private boolean losing;
  private boolean open;
  private long losingSinceNanos;
  private long lostAtNanos;

  SendWindow(int senders, long maxBytes) {
    this.senders = senders;
    this.maxBytes = maxBytes;
  }

  /** The window now. */
  long bytes() {
    long turns = TURNS * senders * turnBytes;
    long calm = Math.max(Math.max(maxBytes / CALM_PART, FLOOR_BYTES), turns);
    calm = Math.min(calm, Math.max(FLOOR_BYTES, turns) + acknowledgedBytes / START_PART);
    return open ? maxBytes : Math.min(maxBytes, calm);
  }

  /** The size of the newest turn. */
  void turn(long bytes) {
    turnBytes = bytes;
  }

  /** So much more is QUACKed. */
  void acknowledged(long bytes) {
    acknowledgedBytes += bytes;
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
    open = false;
  }

  /** Time has passed. */
  void settle(long nowNanos) {
    losing &= nowNanos - lostAtNanos < MEMORY_NANOS;
    open = losing && nowNanos - losingSinceNanos >= CONFIRM_NANOS;
  }
}
