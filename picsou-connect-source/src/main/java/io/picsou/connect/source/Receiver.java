package io.picsou.connect.source;

import io.picsou.core.entry.Frame;
import io.picsou.transport.LinkConfig;
import io.picsou.transport.ReceiverEndpoint;
import java.time.Duration;

/** What a source task needs of {@link ReceiverEndpoint}; methods mean what they mean there. */
interface Receiver extends AutoCloseable {
  /** Opens a receiver. */
  @FunctionalInterface
  interface Opener {
    Receiver open(LinkConfig config, long delivered);
  }

  Frame poll(Duration timeout) throws InterruptedException;

  void durable(long sequence);

  Throwable failure();

  String status();

  @Override
  void close();

  /** Opens a real endpoint. */
  static Receiver open(LinkConfig config, long delivered) {
    ReceiverEndpoint endpoint =
        ReceiverEndpoint.open(config.link(), config.replica(), config.options(), delivered);
    return new Receiver() {
      @Override
      public Frame poll(Duration timeout) throws InterruptedException {
        return endpoint.poll(timeout);
      }

      @Override
      public void durable(long sequence) {
        endpoint.durable(sequence);
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
