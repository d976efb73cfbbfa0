package io.picsou.transport;

import java.time.Duration;

/** Guards for settings. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  static void positive(Duration duration, String name) {
    require(duration.toNanos() > 0, name + " must be positive");
  }
}
