package io.picsou.bench.embedded;

import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often and how long a task's {@link RetriableException}s are answered with another try: pauses
 * double from one to the next, and after a bound without a success the task has failed. Not
 * thread-safe.
 */
final class Retries {
  static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** How long a task may go without a success. */
  static final Duration LIMIT = Duration.ofMinutes(5);

  private static final Logger log = LoggerFactory.getLogger(Retries.class);

  private final String connector;
  private Duration pause = FIRST_PAUSE;
  private long failingSince;
  private boolean failing;

  Retries(String connector) {
    this.connector = connector;
  }

  void succeeded() {
    failing = false;
    pause = FIRST_PAUSE;
  }

  /**
   * Takes note of a failure.
   *
   * @return how long to wait before the next try
   * @throws ConnectException if there should be none
   */
  Duration failed(RetriableException failure, long nowNanos) {
    if (!failing) {
      failing = true;
      failingSince = nowNanos;
    }
    if (nowNanos - failingSince > LIMIT.toNanos()) {
      throw new ConnectException("no success for " + LIMIT.toSeconds() + " s", failure);
    }
    log.warn("{}: {}; trying again in {} ms", connector, failure, pause.toMillis());
    Duration next = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return next;
  }
}
