package io.picsou.connect.source;

import io.picsou.core.entry.Frame;
import java.time.Duration;
import java.util.ArrayDeque;

/** Delivers what a test has put in. */
final class FakeReceiver implements Receiver {
  final ArrayDeque<Frame> arriving = new ArrayDeque<>();
  long durable;
  boolean closed;
  Throwable failure;

  @Override
  public Frame poll(Duration timeout) {
    if (closed || failure != null) {
      throw new IllegalStateException("receiver 0 is closed");
    }
    return arriving.poll();
  }

  @Override
  public void durable(long sequence) {
    durable = sequence;
  }

  @Override
  public Throwable failure() {
    return failure;
  }

  @Override
  public String status() {
    return "no peers";
  }

  @Override
  public void close() {
    closed = true;
  }
}
