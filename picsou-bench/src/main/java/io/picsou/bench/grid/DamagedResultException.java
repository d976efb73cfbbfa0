package io.picsou.bench.grid;

import java.nio.file.Path;

/** A result file that cannot be used. */
final class DamagedResultException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  DamagedResultException(Path file, String reason) {
    super(file.getFileName() + " is damaged: " + reason);
    this.reason = reason;
  }

  /** What is wrong with it, without its name. */
  String reason() {
    return reason;
  }
}
