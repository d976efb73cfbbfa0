package io.picsou.sim.figures;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;

/** A replica of the receiving cluster: takes everything in that is delivered, at once. */
final class ReceivingStation extends Station<ReceiverProtocol> {
  ReceivingStation(Plant plant, Peer self, ReceiverProtocol protocol) {
    super(plant, self, protocol);
  }

  @Override
  void act() {
    Frame run = protocol.deliver();
    if (run == null) {
      return;
    }
    for (; run != null; run = protocol.deliver()) {
      plant.growth().delivered(self().replica(), run, now());
    }
    protocol.durable(protocol.delivered(), now());
  }
}
