package io.picsou.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns SIGINT and SIGTERM into a request that a subcommand sees, waits until it has cleaned up,
 * and then ends the process with the subcommand's own exit code: a stop that was asked for is no
 * failure.
 */
final class Interruption {
  /** A subcommand that looks at {@link #requested} often. */
  interface Body {
    /** Does the work and returns the exit code. */
    int run(Interruption interruption) throws Exception;
  }

  /** How long the subcommand may take to clean up. */
  private static final long LIMIT_SECONDS = 90;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "interruption");
  private volatile boolean requested;
  private volatile int exitCode = 1;

  private Interruption() {}

  static int guard(Body body) throws Exception {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      interruption.exitCode = body.run(interruption);
      return interruption.exitCode;
    } finally {
      interruption.finish();
    }
  }

  boolean requested() {
    return requested;
  }

  private void finish() {
    finished.countDown();
    if (!requested) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      requested = true; // the shutdown began just now, and the hook is at work
    }
  }

  private void onShutdown() {
    requested = true;
    try {
      if (finished.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(exitCode);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
