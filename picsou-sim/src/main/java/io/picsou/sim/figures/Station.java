package io.picsou.sim.figures;

import io.picsou.core.cluster.Tally;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Protocol;
import io.picsou.core.protocol.Side;
import io.picsou.sim.figures.Channel.Batch;
import java.util.ArrayDeque;
import java.util.function.LongConsumer;

/**
 * One replica: a protocol instance between its application and its connections, as the real
 * endpoint drives it. One thread does so; what it is busy with holds up what it takes in next.
 */
abstract class Station<P extends Protocol> {
  /** How exactly timers go off. */
  private static final long GRANULARITY_NANOS = 1_000;

  final Plant plant;
  final P protocol;
  private final Peer self;
  private final Channel[] channels;
  private final ArrayDeque<Batch> withheld = new ArrayDeque<>();
  private long queuedBytes;
  private long busyUntilNanos;
  private long wakeAtNanos = Long.MAX_VALUE;
  private long dropped;
  private long stillUntilNanos;

  /**
   * @param protocol null for a crashed one, to which nobody has a connection
   */
  Station(Plant plant, Peer self, P protocol) {
    this.plant = plant;
    this.self = self;
    this.protocol = protocol;
    this.channels = new Channel[plant.peers().size()];
    for (int i = 0; i < channels.length; i++) {
      channels[i] = new Channel(plant.testbed().batching(), this, plant.peers().get(i));
    }
  }

  final boolean crashed() {
    return protocol == null;
  }

  final Peer self() {
    return self;
  }

  final void start() {
    if (!crashed()) {
      protocol.tick(now());
      settle();
    }
  }

  /**
   * A batch has come in. What senders send waits while this replica is congested, and its sender
   * with it.
   */
  final void receive(Peer from, Batch batch) {
    if (postponed(() -> receive(from, batch))) {
      return;
    }
    if (from.side() == Side.SENDING && (!withheld.isEmpty() || congested())) {
      withheld.add(batch);
    } else {
      take(batch);
      settle();
    }
  }

  private void take(Batch batch) {
    for (Envelope message : batch.messages()) {
      busy(plant.testbed().costs().nanosPerMessage());
      protocol.handle(
          new Envelope(batch.by().from().self(), message.epochs(), message.message()), now());
      drain();
    }
    confirm(batch);
  }

  private void confirm(Batch batch) {
    if (batch.carriesEntries()) {
      long delay = Math.max(0, busyUntilNanos - now());
      plant.confirm(batch, self, delay);
    }
  }

  /** The other end has taken in a batch. */
  final void confirmed(Batch batch) {
    if (postponed(() -> confirmed(batch))) {
      return;
    }
    batch.by().taken(batch, now());
    relieved();
    settle();
  }

  private void relieved() {
    while (!withheld.isEmpty() && !congested()) {
      take(withheld.poll());
    }
  }

  /** Moves entries between the application and the protocol. */
  abstract void act();

  /** To be called when the protocol was given anything. */
  final void settle() {
    act();
    drain();
    planWake();
  }

  /** Passes on what the protocol has to send. */
  final void drain() {
    for (Envelope out = protocol.poll(); out != null; out = protocol.poll()) {
      busy(plant.testbed().costs().nanosPerMessage());
      if (!plant.station(out.peer()).crashed()) {
        channels[plant.index(out.peer())].add(out, now());
      }
    }
    while (protocol.pollEvidence() != null) {
      // Of no interest here.
    }
  }

  private void planWake() {
    wakeAt(protocol.nextDeadlineNanos());
  }

  private void wakeAt(long deadlineNanos) {
    if (deadlineNanos == Long.MAX_VALUE) {
      return;
    }
    long at = Math.max(deadlineNanos, now() + GRANULARITY_NANOS);
    if (at < wakeAtNanos) {
      wakeAtNanos = at;
      later(at - now(), now -> wake(at));
    }
  }

  private void wake(long plannedNanos) {
    if (plannedNanos == wakeAtNanos && !postponed(() -> wake(plannedNanos))) {
      wakeAtNanos = Long.MAX_VALUE;
      protocol.tick(now());
      relieved();
      settle();
    }
  }

  /** From now on this machine stands still: what comes in, and what is due, waits. */
  final void standStill(long untilNanos) {
    stillUntilNanos = Math.max(stillUntilNanos, untilNanos); // or what waits would be overtaken
  }

  private boolean postponed(Runnable work) {
    boolean still = now() < stillUntilNanos;
    if (still) {
      plant.events().at(stillUntilNanos, work);
    }
    return still;
  }

  /** As the real endpoint: slow receivers are waited for, or they would be left behind. */
  final boolean congested() {
    Tally slow = new Tally(plant.receiving());
    Tally waitedFor = new Tally(plant.receiving());
    for (Channel channel : channels) {
      if (channel.congested() && channel.to().side() == Side.RECEIVING) {
        slow.add(channel.to().replica());
        if (channel.worthAPause(now())) {
          waitedFor.add(channel.to().replica());
          wakeAt(channel.deadlineNanos(now()));
        }
      }
    }
    return waitedFor.isWorthAPause() || slow.stake() > plant.sparedStake();
  }

  final void busy(double nanos) {
    busyUntilNanos = Math.max(now(), busyUntilNanos) + (long) nanos;
  }

  final long busyUntilNanos() {
    return busyUntilNanos;
  }

  final long now() {
    return plant.events().nowNanos();
  }

  final void later(long nanos, LongConsumer action) {
    plant.events().in(nanos, () -> action.accept(now()));
  }

  final void transmit(Batch batch) {
    plant.transmit(self, batch);
  }

  /** Whether the room that all connections share holds so much more. */
  final boolean holds(int bytes) {
    return queuedBytes + bytes <= plant.poolBytes();
  }

  final void queued(int bytes) {
    queuedBytes += bytes;
  }

  final void dropped() {
    dropped++;
  }

  /** How many messages with entries found no room. */
  final long drops() {
    return dropped;
  }
}
