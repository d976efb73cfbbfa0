package io.picsou.sim.figures;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderProtocol;

/** A replica of the sending cluster: offers its log as fast as it is taken, or committed. */
final class SendingStation extends Station<SenderProtocol> {
  /** How soon more of a log that grows by the clock is read. */
  private static final long TICK_NANOS = 200_000;

  private static final long HISTORY_NANOS = 100_000;
  private static final long HISTORY_ENTRIES = 1 << 10;

  private final EndlessLog log;
  private boolean timed;
  private boolean reading;

  SendingStation(Plant plant, Peer self, SenderProtocol protocol, EndlessLog log) {
    super(plant, self, protocol);
    this.log = log;
  }

  @Override
  void act() {
    readAgain();
    feed();
    plant.growth().quacked(protocol.quacked(), now());
  }

  private void feed() {
    boolean taken = true;
    while (taken && !congested()) {
      long committed = log.committed(now());
      if (busyUntilNanos() > now() || protocol.offered() >= committed) {
        feedIn(Math.max(busyUntilNanos() - now(), log.paced() ? TICK_NANOS : 1));
        return;
      }
      Frame run = log.read(protocol.offered() + 1, committed);
      taken = protocol.offer(run, now());
      busy(taken ? plant.testbed().costs().reading().nanos(run.sizeBytes(), run.count()) : 0);
      drain();
    }
  }

  private void feedIn(long nanos) {
    if (!timed) {
      timed = true;
      later(
          nanos,
          now -> {
            timed = false;
            settle();
          });
    }
  }

  private void readAgain() {
    long wanted = protocol.historyWanted();
    if (wanted > 0 && !reading) {
      reading = true;
      later(
          HISTORY_NANOS,
          now -> {
            reading = false;
            protocol.history(log.read(wanted, wanted + HISTORY_ENTRIES), now);
            settle();
          });
    }
  }
}
