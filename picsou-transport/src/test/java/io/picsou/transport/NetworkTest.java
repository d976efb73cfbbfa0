package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.stream.Congestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders send waits while too much waits for a receiver's own peers. */
class NetworkTest {
  private static final long START = -77;
  private static final Epochs EPOCHS = new Epochs(0, 0);
  private static final Peer SENDER = Peer.sender(0);
  private static final Peer OTHER_SENDER = Peer.sender(1);
  private static final Peer SLOW = Peer.receiver(1);
  private static final Peer FAST = Peer.receiver(2);
  private static final int PAYLOAD = 100;
  private static final int COST = PAYLOAD + 24 + BatchCodec.MESSAGE_OVERHEAD_BYTES;

  /** Batches of one entry that may wait for a peer; one makes no congestion. */
  private static final int QUEUE = 2;

  private final Driver driver = new Driver("test", () -> 0);
  private final Inlet inlet = new Inlet();
  private final Network network = network();
  private final FakeStream fromSender = new FakeStream();
  private final FakeStream fromOther = new FakeStream();
  private final FakeStream toSlow = new FakeStream();
  private final FakeStream toFast = new FakeStream();
  private final Session sender = fromSender.session(driver);
  private final Session other = fromOther.session(driver);
  private final Session slow = toSlow.session(driver);
  private long next = 1;

  /** Notes the watermarks of what came in. */
  private static final class Inlet implements Network.Inlet {
    private final List<Long> handled = new ArrayList<>();

    @Override
    public void handle(Envelope envelope, long nowNanos) {
      if (envelope.message() instanceof Message.Probe probe) {
        handled.add(probe.quacked());
      } else {
        handled.add(-1L);
      }
    }

    @Override
    public void report(Evidence evidence, String detail) {
      throw new AssertionError(evidence + " " + detail);
    }
  }

  private Network network() {
    Link link = new Link("link", cluster("s", 2), cluster("r", 3));
    EndpointOptions options =
        Loopback.options().withBatching(new BatchOptions(COST, Duration.ZERO, (long) QUEUE * COST));
    return new Network(Identity.of(link, Peer.receiver(0), options), driver, inlet, START);
  }

  private static Cluster cluster(String id, int size) {
    List<Replica> replicas = IntStream.range(0, size).mapToObj(i -> new Replica(i, "", 1)).toList();
    return new Cluster(id, 0, replicas, Thresholds.crash(size));
  }

  @BeforeEach
  void connect() {
    network.remote(SENDER).connected(sender, 1);
    network.remote(OTHER_SENDER).connected(other, 1);
    network.remote(SLOW).connected(slow, 1);
    network.remote(FAST).connected(toFast.session(driver), 1);
  }

  @Test
  void isTakenInAtOnceWhileNobodyIsSlow() {
    receive(sender, 1);

    assertThat(inlet.handled).containsExactly(1L);
    assertThat(fromSender.requested).as("its sender may send more").isEqualTo(1);
  }

  @Test
  void waitsWhileAPeerIsCongestedAndItsSenderWithIt() {
    congest();

    receive(sender, 1);

    assertThat(inlet.handled).isEmpty();
    assertThat(fromSender.requested).isZero();
  }

  @Test
  void isTakenInInOrderOnceThePeerHasTakenEnough() {
    congest();
    receive(sender, 1);
    receive(other, 2);
    receive(sender, 3);

    toSlow.room = QUEUE;
    network.flush(START);

    assertThat(inlet.handled).containsExactly(1L, 2L, 3L);
    assertThat(fromSender.requested).isEqualTo(2);
    assertThat(fromOther.requested).isEqualTo(1);
  }

  /** Nothing overtakes, even if the congestion is over before the driver gets to what waits. */
  @Test
  void doesNotOvertakeWhatWaits() {
    congest();
    receive(sender, 1);
    toSlow.room = QUEUE;
    network.remote(SLOW).flush(START);
    receive(sender, 2);
    assertThat(inlet.handled).isEmpty();

    network.flush(START);

    assertThat(inlet.handled).containsExactly(1L, 2L);
  }

  /** Peers do not make entries, and what they tell relieves others. */
  @Test
  void onlySendersWait() {
    congest();

    Message ack = new Message.Acknowledge(new Ack(0, 0, new long[0]));
    network.received(slow, inbound(ack), START);

    assertThat(inlet.handled).containsExactly(-1L);
  }

  @Test
  void waitsForOnePeerWithinUNoLongerThanPatienceLasts() {
    congest();
    receive(sender, 1);
    network.flush(START);
    long end = START + Congestion.PATIENCE_NANOS;
    assertThat(network.idleNanos(START)).isLessThanOrEqualTo(Congestion.PATIENCE_NANOS);

    network.flush(end - 1);
    assertThat(inlet.handled).isEmpty();

    network.flush(end);
    assertThat(inlet.handled).containsExactly(1L);
    assertThat(network.congested(end)).isFalse();
  }

  @Test
  void waitsForMoreThanUPeersHoweverLong() {
    congest();
    fill(FAST);
    receive(sender, 1);
    network.flush(START);

    network.flush(START + 100 * Congestion.PATIENCE_NANOS);

    assertThat(inlet.handled).isEmpty();
  }

  @Test
  void isDroppedIfItsSenderIsGoneMeanwhile() {
    congest();
    receive(sender, 1);
    receive(other, 2);
    network.remote(SENDER).disconnected("gone");

    toSlow.room = QUEUE;
    network.flush(START);

    assertThat(inlet.handled).containsExactly(2L);
  }

  private void congest() {
    fill(SLOW);
    assertThat(network.congested(START)).isTrue();
  }

  private void fill(Peer peer) {
    for (int i = 0; i < QUEUE; i++, next++) {
      Message forward =
          new Message.Forward(Loopback.run(next, next, PAYLOAD), new Ack(0, 0, new long[0]));
      network.send(new Envelope(peer, EPOCHS, forward));
    }
  }

  /** A sender sends a batch; the number tells it from others. */
  private void receive(Session from, long number) {
    network.received(from, inbound(new Message.Probe(number, number)), START);
  }

  private static Session.Inbound inbound(Message message) {
    BatchCodec.Decoded content =
        new BatchCodec.Decoded(EPOCHS, List.of(message), 0, null, List.of(), 0);
    return new Session.Inbound(content, false, 10, false);
  }
}
