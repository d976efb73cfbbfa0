package io.picsou.connect.sink;

import io.picsou.core.entry.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes entries up to a window, and has its acknowledgments and wishes set by the test. */
final class FakeSender implements Sender {
  final List<Long> helped = new ArrayList<>();
  long window = Long.MAX_VALUE;
  long offered;
  long quacked;
  long wanted;
  long wantedTo;
  boolean closed;
  Throwable failure;

  FakeSender openedAt(long after) {
    offered = after;
    quacked = after;
    closed = false;
    return this;
  }

  @Override
  public boolean offer(Frame run, Duration timeout) {
    if (closed || failure != null) {
      throw new IllegalStateException("sender 0 is closed");
    }
    if (run.first() != offered + 1) {
      throw new IllegalArgumentException(run + " offered behind " + offered);
    }
    if (run.last() - quacked > window) {
      return false;
    }
    offered = run.last();
    return true;
  }

  @Override
  public long offered() {
    return offered;
  }

  @Override
  public long quacked() {
    return quacked;
  }

  /** Has a receiver ask for old entries. */
  void want(long first, long last) {
    wanted = first;
    wantedTo = last;
  }

  @Override
  public long historyWanted() {
    return wanted;
  }

  @Override
  public void history(Frame run) {
    for (long sequence = run.first(); sequence <= run.last(); sequence++) {
      if (sequence == wanted) {
        helped.add(sequence);
        wanted = sequence < wantedTo ? sequence + 1 : 0;
      }
    }
  }

  @Override
  public Throwable failure() {
    return failure;
  }

  @Override
  public String status() {
    return "receiver 1: connection refused";
  }

  @Override
  public void close() {
    closed = true;
  }
}
