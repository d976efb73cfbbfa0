package io.picsou.rsm.file;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers a log's torn tail and says so, once, if it stays. */
final class TailWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TailWatch.class);

  /** A tail that is left alone for so long is no append under way. */
  static final long STAYS_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Path path;
  private volatile TornTail tail;
  private long since;
  private boolean logged;

  TailWatch(Path path) {
    this.path = path;
  }

  /**
   * Takes note of what the last look at the file found, null for no torn tail.
   *
   * @return whether it was logged now
   */
  boolean saw(TornTail found, long nowNanos) {
    if (!Objects.equals(found, tail)) {
      tail = found;
      since = nowNanos;
      logged = false;
      return false;
    }
    if (found == null || logged || nowNanos - since < STAYS_NANOS) {
      return false;
    }
    LOG.warn("{} ends in a {}; waiting for its writer to cut it off and go on", path, found);
    logged = true;
    return true;
  }

  /** The torn tail that was there at the last look, or null. */
  TornTail tail() {
    return tail;
  }
}
