package io.picsou.transport;

import io.picsou.core.protocol.Ack;

/**
 * The wire form of acknowledgments. Keeps the newest one: a receiver sends the same along with what
 * it forwards to all of its peers. One for all outboxes of an endpoint; driver thread only.
 */
final class WireAcks {
  private Ack newest;
  private Wire.Ack encoded;

  Wire.Ack encode(Ack ack) {
    if (ack != newest) {
      Wire.Ack.Builder out = Wire.Ack.newBuilder().setDurable(ack.durable()).setHeld(ack.held());
      PhiCodec.encode(ack.phi(), out);
      encoded = out.build();
      newest = ack;
    }
    return encoded;
  }
}
