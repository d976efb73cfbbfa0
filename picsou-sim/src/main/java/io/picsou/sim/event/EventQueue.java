package io.picsou.sim.event;

import java.util.Arrays;

/**
 * Virtual time: everything that happens in a simulation is an action in this queue, ordered by its
 * time and, for equal times, by when it was added. A binary heap in three arrays, because a history
 * has millions of events. Not thread-safe: one queue per simulated history.
 */
public final class EventQueue {
  private long[] times = new long[1024];
  private long[] orders = new long[1024];
  private Runnable[] actions = new Runnable[1024];
  private int size;
  private long nextOrder;
  private long nowNanos;
  private long executed;

  /** Virtual time since the start, in nanoseconds. */
  public long nowNanos() {
    return nowNanos;
  }

  /** How many actions have run. */
  public long executed() {
    return executed;
  }

  /** When the next action runs, or {@link Long#MAX_VALUE} if there is none. */
  public long nextNanos() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  /** Plans an action; a time in the past means now. */
  public void at(long atNanos, Runnable action) {
    if (size == times.length) {
      grow();
    }
    long time = Math.max(atNanos, nowNanos);
    long order = nextOrder++;
    int hole = size++;
    for (; hole > 0 && before(time, order, (hole - 1) / 2); hole = (hole - 1) / 2) {
      copy((hole - 1) / 2, hole);
    }
    put(hole, time, order, action);
  }

  /** Plans an action relative to now. */
  public void in(long nanos, Runnable action) {
    at(nowNanos + nanos, action);
  }

  /** Runs the next action; the queue must not be empty. */
  public void step() {
    nowNanos = times[0];
    Runnable action = actions[0];
    removeFirst();
    executed++;
    action.run();
  }

  /** Lets time pass until then; nothing must be planned before. */
  public void advanceTo(long atNanos) {
    if (nextNanos() < atNanos) {
      throw new IllegalStateException("something is planned before " + atNanos);
    }
    nowNanos = Math.max(nowNanos, atNanos);
  }

  private void removeFirst() {
    size--;
    long time = times[size];
    long order = orders[size];
    Runnable action = actions[size];
    actions[size] = null;
    if (size == 0) {
      return;
    }
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      if (child + 1 < size && before(times[child + 1], orders[child + 1], child)) {
        child++;
      }
      if (before(time, order, child)) {
        break;
      }
      copy(child, hole);
      hole = child;
    }
    put(hole, time, order, action);
  }

  private boolean before(long time, long order, int other) {
    return time != times[other] ? time < times[other] : order < orders[other];
  }

  private void copy(int from, int to) {
    put(to, times[from], orders[from], actions[from]);
  }

  private void put(int at, long time, long order, Runnable action) {
    times[at] = time;
    orders[at] = order;
    actions[at] = action;
  }

  private void grow() {
    times = Arrays.copyOf(times, 2 * size);
    orders = Arrays.copyOf(orders, 2 * size);
    actions = Arrays.copyOf(actions, 2 * size);
  }
}
