package io.picsou.baseline.kafka;

/**
 * The shim cannot go on. The message names the setting, topic or record it is about, and what to
 * do.
 */
public final class ShimException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShimException(String message) {
    super(message);
  }

  ShimException(String message, Throwable cause) {
    super(message, cause);
  }
}
