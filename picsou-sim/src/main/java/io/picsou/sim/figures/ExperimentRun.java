package io.picsou.sim.figures;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.ReceiverProtocol;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.event.EventQueue;
import io.picsou.sim.figures.Experiment.Fault;
import io.picsou.sim.figures.Figures.Traffic;
import io.picsou.sim.liar.ReceiverLie;
import io.picsou.sim.net.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One experiment in virtual time, with the protocol's own classes over the network model. Nothing
 * is checked here but speed; the same experiment has the same figures every time. Not thread-safe.
 */
public final class ExperimentRun {
  /** Told how it gets on. */
  public interface Watch {
    /**
     * @param done from 0 to 1
     * @throws InterruptedException if it is to be given up
     */
    void running(double done) throws InterruptedException;
  }

  private static final long SEED = 0x5eed;
  private static final double NANOS_PER_SECOND = 1e9;

  /** How many events there are between two looks at the watch. */
  private static final int STRIDE = 20_000;

  private final Experiment experiment;
  private final long warmNanos;
  private final long endNanos;
  private final EventQueue events = new EventQueue();
  private final List<SendingStation> senders = new ArrayList<>();
  private final List<ReceivingStation> receivers = new ArrayList<>();
  private final Growth growth;
  private final Plant plant;

  /**
   * @param warmupSeconds before anything is measured
   * @param seconds that are measured, in virtual time
   */
  public ExperimentRun(Experiment experiment, double warmupSeconds, double seconds) {
    this.experiment = experiment;
    this.warmNanos = (long) (warmupSeconds * NANOS_PER_SECOND);
    this.endNanos = warmNanos + (long) (seconds * NANOS_PER_SECOND);
    this.growth = new Growth(warmNanos, experiment.strategy() == Strategy.OST, correct());
    Network network =
        new Network(
            events,
            new Random(SEED),
            experiment.testbed().network(),
            experiment.link().sending().size(),
            experiment.link().receiving().size(),
            (from, to, in) -> {
              throw new IllegalStateException("only batches travel here");
            });
    this.plant = new Plant(experiment, events, network, growth);
    populate();
  }

  private boolean[] correct() {
    boolean[] correct = new boolean[experiment.link().receiving().size()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = experiment.fault(Side.RECEIVING, i) == Fault.NONE;
    }
    return correct;
  }

  /** Makes a receiver stand still for a while, as a machine does that has other things to do. */
  void standStill(int receiver, long fromNanos, long untilNanos) {
    events.at(fromNanos, () -> receivers.get(receiver).standStill(untilNanos));
  }

  /**
   * Runs it.
   *
   * @throws InterruptedException if the watch gave it up
   */
  public Figures run(Watch watch) throws InterruptedException {
    senders.forEach(station -> events.at(0, station::start));
    receivers.forEach(station -> events.at(0, station::start));
    play(warmNanos, watch);
    Totals before = totals();
    play(endNanos, watch);
    return figures(before, totals());
  }

  private void play(long untilNanos, Watch watch) throws InterruptedException {
    while (events.nextNanos() <= untilNanos) {
      for (int i = 0; i < STRIDE && events.nextNanos() <= untilNanos; i++) {
        events.step();
      }
      watch.running((double) events.nowNanos() / endNanos);
    }
    events.advanceTo(untilNanos);
  }

  private void populate() {
    LinkOptions options = experiment.options();
    Strategy strategy = experiment.strategy();
    EndlessLog log = new EndlessLog(experiment.load());
    for (Peer self : plant.peers()) {
      Fault fault = experiment.fault(self.side(), self.replica());
      boolean up = fault != Fault.CRASHED;
      if (self.side() == Side.SENDING) {
        senders.add(
            new SendingStation(
                plant,
                self,
                up ? strategy.sender(experiment.link(), self.replica(), options, 0) : null,
                log));
        plant.install(senders.get(self.replica()));
      } else {
        receivers.add(
            new ReceivingStation(plant, self, up ? receiver(self.replica(), fault) : null));
        plant.install(receivers.get(self.replica()));
      }
    }
  }

  private ReceiverProtocol receiver(int replica, Fault fault) {
    LinkOptions options = experiment.options();
    ReceiverProtocol honest =
        experiment.strategy().receiver(experiment.link(), replica, options, 0);
    ReceiverLie lie =
        switch (fault) {
          case ACK_INF -> ReceiverLie.ACK_INF;
          case ACK_ZERO -> ReceiverLie.ACK_ZERO;
          case ACK_DELAY -> ReceiverLie.ACK_DELAY;
          case NONE, CRASHED -> null;
        };
    return lie == null ? honest : lie.disguise(honest, options.phi(), new Random(SEED + replica));
  }

  /** What has happened so far. */
  private record Totals(
      long everywhere, long cross, long local, long acks, long sent, long resent, long dropped) {}

  private Totals totals() {
    long sent = 0;
    long resent = 0;
    long dropped = 0;
    for (SendingStation sender : senders) {
      SenderCounters counters = sender.crashed() ? null : sender.protocol.counters();
      sent += counters == null ? 0 : counters.entriesSent();
      resent += counters == null ? 0 : counters.entriesResent();
      dropped += sender.drops();
    }
    for (ReceivingStation receiver : receivers) {
      dropped += receiver.drops();
    }
    return new Totals(
        growth.everywhere(),
        plant.crossBytes(),
        plant.localBytes(),
        plant.ackBytes(),
        sent,
        resent,
        dropped);
  }

  private Figures figures(Totals from, Totals to) {
    double entries = Math.max(1, to.everywhere() - from.everywhere());
    Traffic traffic =
        new Traffic(
            (to.cross() - from.cross()) / entries,
            (to.local() - from.local()) / entries,
            (to.acks() - from.acks()) / entries,
            (to.sent() - from.sent()) / entries,
            to.resent() - from.resent(),
            to.dropped() - from.dropped());
    return new Figures(
        growth.entriesPerSecond(endNanos),
        growth.quacksPerSecond(endNanos),
        traffic,
        events.executed());
  }
}
