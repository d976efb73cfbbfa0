package io.picsou.connect.source;

import io.picsou.rsm.RsmException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Which failures of a source task pass by themselves, and which end the task. */
final class SourceErrors {
  private SourceErrors() {}

  /** Retriable ones have the worker poll again; all others fail the task. */
  static ConnectException of(RsmException e) {
    return e.retriable()
        ? new RetriableException(e.getMessage(), e)
        : new ConnectException(e.getMessage(), e);
  }

  /** An endpoint that failed does not recover: a restarted task opens a new one. */
  static ConnectException endpoint(String link, Throwable cause) {
    return new ConnectException(
        "The receiving end of link "
            + link
            + " failed ("
            + cause.getMessage()
            + "). Nothing acknowledged is lost: restart the task.",
        cause);
  }
}
