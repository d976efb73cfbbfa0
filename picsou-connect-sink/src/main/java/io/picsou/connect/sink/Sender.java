package io.picsou.connect.sink;

import io.picsou.core.entry.Frame;
import io.picsou.transport.LinkConfig;
import io.picsou.transport.SenderEndpoint;
import java.time.Duration;

/** What a sink task needs of {@link SenderEndpoint}; methods mean what they mean there. */
interface Sender extends AutoCloseable {
  /** Opens a sender. */
  @FunctionalInterface
  interface Opener {
    Sender open(LinkConfig config, long after);
  }

  boolean offer(Frame run, Duration timeout) throws InterruptedException;

  long offered();

  long quacked();

  long historyWanted();

  void history(Frame run) throws InterruptedException;

  Throwable failure();

  String status();

  @Override
  void close();

  /** Opens a real endpoint. */
  static Sender open(LinkConfig config, long after) {
    SenderEndpoint endpoint =
        SenderEndpoint.open(config.link(), config.replica(), config.options(), after);
    return new Sender() {
      @Override
      public boolean offer(Frame run, Duration timeout) throws InterruptedException {
        return endpoint.offer(run, timeout);
      }

      @Override
      public long offered() {
        return endpoint.offered();
      }

      @Override
      public long quacked() {
        return endpoint.quacked();
      }

      @Override
      public long historyWanted() {
        return endpoint.historyWanted();
      }

      @Override
      public void history(Frame run) throws InterruptedException {
        endpoint.history(run);
      }

      @Override
      public Throwable failure() {
        return endpoint.failure();
      }

      @Override
      public String status() {
        return endpoint.status();
      }

      @Override
      public void close() {
        endpoint.close();
      }
    };
  }
}
