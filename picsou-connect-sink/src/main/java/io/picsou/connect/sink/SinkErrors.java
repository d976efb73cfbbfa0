package io.picsou.connect.sink;

import io.picsou.rsm.RsmException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Which failures of a sink task pass by themselves, and which end the task. */
final class SinkErrors {
  private SinkErrors() {}

  /** Retriable ones have the worker put the same records again; all others fail the task. */
  static ConnectException of(RsmException e) {
    return e.retriable()
        ? new RetriableException(e.getMessage(), e)
        : new ConnectException(e.getMessage(), e);
  }

  /** An endpoint that failed does not recover: a restarted task opens a new one. */
  static ConnectException endpoint(String link, Throwable cause) {
    return new ConnectException(
        "The sending end of link "
            + link
            + " failed ("
            + cause.getMessage()
            + "). What is not acknowledged is still in the topic: restart the task.",
        cause);
  }

  /** The worker interrupts a task that it gives up. */
  static ConnectException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ConnectException("The task was interrupted", e);
  }
}
