package io.picsou.bench.embedded;

import java.util.List;

/** Connector files that cannot be run. The message lists every problem found, one a line. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
