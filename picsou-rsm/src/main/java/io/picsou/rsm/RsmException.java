package io.picsou.rsm;

/**
 * A replicated state machine's log cannot be read on, or an entry cannot be applied. The message
 * names the place (file, record, revision, endpoint) and what to do.
 */
public class RsmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean retriable;

  public RsmException(String message, boolean retriable, Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
  }

  /** A failure that trying again cannot mend: damage, a gap, a bad entry. */
  public static RsmException fatal(String message) {
    return new RsmException(message, false, null);
  }

  /** Whether the same call may succeed later: the server was away. */
  public boolean retriable() {
    return retriable;
  }
}
