package io.picsou.baseline.kafka;

import java.time.Duration;

/** The one thread of a shim: runs steps until it is told to stop or a step fails. */
final class ShimThread {
  /** One round of work, of a second at most. */
  interface Step {
    void run() throws InterruptedException;
  }

  private final Thread thread;
  private volatile boolean stopping;
  private volatile Throwable failure;

  /**
   * @param last is run at the end in any case
   */
  ShimThread(String name, Step step, Step last) {
    thread = new Thread(() -> run(step, last), name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Why it ended; null if it runs, or was told to stop. */
  Throwable failure() {
    return failure;
  }

  /** Tells it to stop, waits, and interrupts it if that takes too long. */
  void stop(Duration timeout) {
    stopping = true;
    try {
      thread.join(timeout.toMillis());
      if (thread.isAlive()) {
        thread.interrupt();
        thread.join(timeout.toMillis());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run(Step step, Step last) {
    try {
      while (!stopping) {
        step.run();
      }
    } catch (Throwable e) {
      failed(e);
    }
    try {
      last.run();
    } catch (Throwable e) {
      failed(e);
    }
  }

  private void failed(Throwable e) {
    if (failure == null && !(stopping && e instanceof InterruptedException)) {
      failure = e;
    }
  }
}
