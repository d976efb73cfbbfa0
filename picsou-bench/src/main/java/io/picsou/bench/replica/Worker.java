package io.picsou.bench.replica;

/** A thread that does one replica's work until it is closed, and remembers why it failed. */
final class Worker implements AutoCloseable {
  /** One turn of the work; short, because nobody interrupts it. */
  interface Turn {
    void run() throws InterruptedException;
  }

  private static final long CLOSE_MILLIS = 5_000;

  private final String name;
  private final Turn turn;
  private final Thread thread;
  private volatile boolean closed;
  private volatile Throwable failure;

  Worker(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * @throws IllegalStateException if the work has failed
   */
  void check() {
    if (failure != null) {
      throw new IllegalStateException(name + " failed", failure);
    }
  }

  private void run() {
    try {
      while (!closed) {
        turn.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failure = closed ? null : e;
    }
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
