package io.picsou.bench.embedded;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * A thread that drives one connector task until it is asked to stop or the task fails, which ends
 * nobody else. Anyone may ask it to stop or wake it; the rest is its own thread's.
 */
abstract class Worker {
  private final String name;
  private final Thread thread;
  private final BiConsumer<String, Throwable> onFailure;
  private volatile boolean stopping;
  private volatile boolean failed;

  Worker(String name, BiConsumer<String, Throwable> onFailure) {
    this.name = name;
    this.onFailure = onFailure;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Drives the task until {@link #stopping}. Whatever it throws is the task's failure. */
  abstract void work() throws InterruptedException;

  /** What is left to do for a task that has failed, after the failure was reported. */
  void afterFailure() {}

  /** The connector's name. */
  final String name() {
    return name;
  }

  final void start() {
    thread.start();
  }

  final void requestStop() {
    stopping = true;
    wake();
  }

  final boolean stopping() {
    return stopping;
  }

  final boolean failed() {
    return failed;
  }

  final ConnectorState state() {
    return failed ? ConnectorState.FAILED : ConnectorState.RUNNING;
  }

  final void wake() {
    LockSupport.unpark(thread);
  }

  /** Waits on its own thread until woken or the time has passed; may return early. */
  final void park(long nanos) {
    if (!stopping && nanos > 0) {
      LockSupport.parkNanos(this, nanos);
    }
  }

  /** Waits on its own thread until the time has passed or a stop was asked for. */
  final void pause(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !stopping; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /**
   * Waits for the end of the thread; interrupts it if it takes too long.
   *
   * @return whether it ended in time
   */
  final boolean join(Duration timeout) throws InterruptedException {
    thread.join(Math.max(1, timeout.toMillis()));
    if (thread.isAlive()) {
      thread.interrupt();
      return false;
    }
    return true;
  }

  private void fail(Throwable failure) {
    failed = true;
    onFailure.accept(name, failure);
    afterFailure();
  }

  @SuppressWarnings(
      "CatchingUnchecked") // Connector code may throw anything; it must not go unseen.
  private void run() {
    try {
      work();
    } catch (InterruptedException e) {
      if (!stopping) {
        fail(e);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }
}
