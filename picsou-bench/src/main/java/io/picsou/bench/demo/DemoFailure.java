package io.picsou.bench.demo;

/** The demo did not show what it promises; the message says what went wrong. */
public final class DemoFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailure(String message) {
    super(message);
  }
}
