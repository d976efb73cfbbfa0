package io.picsou.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one thread of an endpoint. Each cycle reads the clock once, runs the events that other
 * threads posted, lets the endpoint work, and sleeps until the next deadline or event. But for a
 * moment after each cycle it sleeps in any case: what comes meanwhile wakes nobody and is done
 * together, in one cycle and in fewer, larger batches. Whatever comes after a quiet moment is done
 * at once.
 *
 * <p>The event queue needs no bound of its own: a connection has few batches on the way until the
 * driver asks for more ({@link InboundBudget}), and callers of the application wait for their
 * event.
 */
final class Driver {
  /** What the thread does besides events. Called by the driver thread only. */
  interface Work {
    /** Does what is due; returns how long nothing else will be, in nanoseconds. */
    long run(long nowNanos);

    /** The last call: the endpoint was closed, or failed if the cause is not null. */
    void stop(Throwable cause);
  }

  /** Something for the driver thread to do once. */
  @FunctionalInterface
  interface Event {
    void run(long nowNanos);
  }

  /** The most events of one cycle, so that their flood does not keep the rest from its turn. */
  static final int MAX_EVENTS = 256;

  /** How long {@link #close} waits for the thread. */
  static final long CLOSE_MILLIS = 2_000;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  /** Drivers of this process whose threads run. */
  private static final AtomicInteger RUNNING = new AtomicInteger();

  private static final Logger LOG = LoggerFactory.getLogger(Driver.class);
  private static final String CONTEXT = "connector.context";

  private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final Map<String, String> context;
  private final LongSupplier pause;
  private Work work;

  /** Whether there may be something to do since the last cycle began. */
  private volatile boolean wanted;

  /** Whether the thread sleeps until somebody wakes it. */
  private volatile boolean parked;

  private volatile boolean closing;
  private volatile Throwable failure;

  /**
   * Its thread inherits the logging context of the thread that creates it.
   *
   * @param pause the shortest time from one cycle to the next, unless work says that there is more;
   *     in nanoseconds, asked for after each cycle
   */
  Driver(String name, LongSupplier pause) {
    this.pause = pause;
    String value = MDC.get(CONTEXT);
    context = value == null ? Map.of() : Map.of(CONTEXT, value);
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** How many drivers run in this process for each of its processors. */
  static double runningPerProcessor() {
    return (double) RUNNING.get() / PROCESSORS;
  }

  void start(Work toDo) {
    work = toDo;
    thread.start();
  }

  /** Has something done by the driver thread; it may never be if the endpoint closes. */
  void post(Event event) {
    events.add(event);
    wake();
  }

  /** Has the driver look at what there is to do. */
  void wake() {
    if (!wanted) {
      wanted = true;
      if (parked) {
        LockSupport.unpark(thread);
      }
    }
  }

  /** Why the driver died, or null. */
  Throwable failure() {
    return failure;
  }

  boolean closing() {
    return closing;
  }

  /** Ends the thread and waits for it. */
  void close() {
    closing = true;
    wake();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("{} does not end", thread.getName());
    }
  }

  private void run() {
    context.forEach(MDC::put);
    Throwable cause = null;
    RUNNING.incrementAndGet();
    try {
      while (!closing) {
        sleep(cycle());
      }
    } catch (RuntimeException | Error e) {
      LOG.error("{} failed; the endpoint is closed", thread.getName(), e);
      cause = e;
      failure = e;
    } finally {
      RUNNING.decrementAndGet();
      work.stop(cause);
    }
  }

  private long cycle() {
    wanted = false;
    long now = System.nanoTime();
    Event event = null;
    for (int i = 0; i < MAX_EVENTS && (event = events.poll()) != null; i++) {
      event.run(now);
    }
    long idle = work.run(now);
    return events.isEmpty() ? idle : 0;
  }

  private void sleep(long nanos) {
    if (nanos <= 0) {
      return;
    }
    long pauseNanos = pause.getAsLong();
    pause(pauseNanos);
    parked = true;
    if (!wanted && nanos > pauseNanos) {
      LockSupport.parkNanos(this, Math.min(nanos - pauseNanos, TimeUnit.MINUTES.toNanos(1)));
    }
    parked = false;
  }

  /** Goes on sleeping if it is woken by what was left of an earlier sleep. */
  private void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }
}
