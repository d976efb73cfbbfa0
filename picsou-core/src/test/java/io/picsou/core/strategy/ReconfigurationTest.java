package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.picsou.PicsouReceiver;
import io.picsou.core.picsou.PicsouSender;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Clusters change while entries flow (docs/protocol.md, section 8). */
class ReconfigurationTest {
  private static final long SECOND = 1_000 * LinkSimulation.MILLIS;
  private static final int CHANGES = 3;
  private static final Ack UP_TO_4 = new Ack(4, 4, new long[0]);

  /** Replicas switch at different times, some crash around it, some join and some leave. */
  @Property(tries = 40)
  void deliversEverythingOnceAcrossReconfigurations(@ForAll long seed) {
    Random random = new Random(seed);
    Link current = link(random, 0, 0);
    LinkSimulation link =
        new LinkSimulation(Strategy.PICSOU, seed, current, LinkSimulationTest.options(4, 256));
    link.loss = random.nextInt(3) * 0.03;
    link.commit(1_000);
    link.startAll();
    for (int change = 1; change <= CHANGES; change++) {
      Link next = next(random, current);
      long inMillis = change * 60L + random.nextInt(15);
      link.at(inMillis * LinkSimulation.MILLIS, () -> link.commit(700));
      link.at(inMillis * LinkSimulation.MILLIS, () -> switchOver(link, next, random));
      current = next;
    }
    link.run(400 * LinkSimulation.MILLIS, () -> false);
    Link last = current;

    assertThat(link.run(600 * SECOND, () -> link.complete() && allUp(link, last)))
        .as(link::toString)
        .isTrue();

    assertDelivered(link, last, 1_000 + 700 * CHANGES);
  }

  @Example
  void quackedNeverGoesBackAndAcksCountAnew() {
    Link before = link(4, 0, 4, 0);
    PicsouSender sender = new PicsouSender(before, 0, LinkSimulationTest.options(1, 256), 0);
    sender.offer(run(1, 8), 1);
    sender.handle(ack(1, new Epochs(0, 0), UP_TO_4), 2);
    sender.handle(ack(2, new Epochs(0, 0), UP_TO_4), 2);
    assertThat(sender.quacked()).isEqualTo(4);
    sender.handle(ack(1, new Epochs(0, 0), new Ack(8, 8, new long[0])), 3);
    drain(sender);

    sender.reconfigure(link(4, 0, 4, 1), 4);
    assertThat(sender.quacked()).isEqualTo(4);
    sender.handle(ack(2, new Epochs(0, 0), new Ack(8, 8, new long[0])), 5);
    sender.handle(ack(2, new Epochs(0, 1), new Ack(8, 8, new long[0])), 5);
    assertThat(sender.quacked()).as("one receiver of the new epoch").isEqualTo(4);
    sender.handle(ack(3, new Epochs(0, 1), new Ack(8, 8, new long[0])), 6);
    assertThat(sender.quacked()).isEqualTo(8);
    assertThat(sender.epochCounters().staleMessages()).isEqualTo(1);
    assertThat(sender.pollEvidence()).isNull();
  }

  @Example
  void whatWasNotQuackedIsScheduledUnderTheNewMembership() {
    PicsouSender sender =
        new PicsouSender(link(4, 0, 4, 0), 1, LinkSimulationTest.options(1, 256), 0);
    sender.offer(run(1, 8), 1);
    sender.handle(ack(1, new Epochs(0, 0), UP_TO_4), 2);
    sender.handle(ack(2, new Epochs(0, 0), UP_TO_4), 2);
    drain(sender);

    sender.reconfigure(link(2, 1, 3, 1), 3);
    List<Envelope> sent = drain(sender);
    assertThat(sent).allSatisfy(e -> assertThat(e.epochs()).isEqualTo(new Epochs(1, 1)));
    assertThat(sent.stream().map(Envelope::message).filter(Message.Data.class::isInstance))
        .extracting(message -> ((Message.Data) message).frame().first())
        .containsExactly(6L, 8L);
  }

  @Example
  void whoeverIsAheadIsNoLiar() {
    PicsouReceiver receiver =
        new PicsouReceiver(link(4, 3, 4, 3), 0, LinkSimulationTest.options(1, 256), 0);
    for (Epochs epochs : List.of(new Epochs(4, 3), new Epochs(3, 4), new Epochs(3, 2))) {
      Message data = new Message.Data(run(1, 1), false, 0);
      receiver.handle(new Envelope(Peer.sender(0), epochs, data), 1);
    }
    assertThat(receiver.deliver()).isNull();
    assertThat(receiver.pollEvidence()).isNull();
    assertThat(receiver.epochCounters().aheadMessages()).isEqualTo(2);
    assertThat(receiver.epochCounters().staleMessages()).isEqualTo(1);
  }

  @Example
  void refusesWhatIsNoSuccessor() {
    PicsouSender sender =
        new PicsouSender(link(4, 3, 4, 3), 3, LinkSimulationTest.options(1, 256), 0);
    assertThatThrownBy(() -> sender.reconfigure(link(4, 3, 4, 3), 1))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> sender.reconfigure(link(5, 3, 4, 4), 1))
        .hasMessageContaining("needs a higher one, not 3");
    assertThatThrownBy(() -> sender.reconfigure(link(4, 2, 4, 4), 1))
        .hasMessageContaining("needs a higher one, not 2");
    assertThatThrownBy(() -> sender.reconfigure(link(3, 4, 4, 3), 1))
        .hasMessageContaining("sender 3 is no member of epoch 4");
    Link other = new Link("other", cluster("A", 4, 4, 1), cluster("B", 4, 3, 1));
    assertThatThrownBy(() -> sender.reconfigure(other, 1)).hasMessageContaining("cannot follow");
  }

  private static void switchOver(LinkSimulation link, Link next, Random random) {
    link.join(next);
    for (Peer peer : peers(link)) {
      long at = random.nextInt(40) * LinkSimulation.MILLIS;
      if (random.nextInt(4) == 0) {
        link.at(at / 2, () -> crashIfUp(link, peer));
      }
      link.at(at, () -> reconfigure(link, peer, next));
      if (random.nextInt(4) == 0) {
        link.at(at + 5 * LinkSimulation.MILLIS, () -> bounce(link, peer));
      }
    }
  }

  /** Whoever was told of a later configuration already does not go back. */
  private static void reconfigure(LinkSimulation link, Peer peer, Link next) {
    Epochs known = Epochs.of(link.configuration(peer));
    if (!known.isNewerThan(Epochs.of(next))) {
      link.reconfigure(peer, next);
    }
  }

  private static void crashIfUp(LinkSimulation link, Peer peer) {
    if (link.isUp(peer)) {
      link.crash(peer);
    }
  }

  private static void bounce(LinkSimulation link, Peer peer) {
    if (link.isUp(peer)) {
      link.crash(peer);
      link.restart(peer);
    }
  }

  /** Everyone that was ever there: those who are no members any more learn of it too. */
  private static List<Peer> peers(LinkSimulation link) {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < link.senderCount(); i++) {
      peers.add(Peer.sender(i));
    }
    for (int i = 0; i < link.deliveredBy.size(); i++) {
      peers.add(Peer.receiver(i));
    }
    return peers;
  }

  private static boolean allUp(LinkSimulation link, Link last) {
    boolean up = true;
    for (int i = 0; i < last.sending().size(); i++) {
      up &= link.isUp(Peer.sender(i));
    }
    for (int i = 0; i < last.receiving().size(); i++) {
      up &= link.isUp(Peer.receiver(i));
    }
    return up;
  }

  private static void assertDelivered(LinkSimulation link, Link last, long entries) {
    for (int receiver = 0; receiver < last.receiving().size(); receiver++) {
      long next = 1;
      for (Frame run : link.deliveredBy.get(receiver)) {
        for (Entry entry : run.entries()) {
          assertThat(entry.sequence()).isEqualTo(next);
          assertThat(entry.payload()).isEqualTo(link.entry(next).payload());
          next++;
        }
      }
      assertThat(next - 1).as("delivered by receiver %s", receiver).isEqualTo(entries);
    }
  }

  private static Link link(Random random, long sendingEpoch, long receivingEpoch) {
    return new Link(
        "link", cluster("A", random, sendingEpoch), cluster("B", random, receivingEpoch));
  }

  /** Either side changes, or both. */
  private static Link next(Random random, Link now) {
    int what = random.nextInt(3);
    Cluster sending = what == 0 ? now.sending() : cluster("A", random, now.sending().epoch() + 1);
    Cluster receiving =
        what == 1 ? now.receiving() : cluster("B", random, now.receiving().epoch() + 1);
    return new Link("link", sending, receiving);
  }

  private static Cluster cluster(String id, Random random, long epoch) {
    return cluster(id, 1 + random.nextInt(6), epoch, 1 + random.nextInt(3));
  }

  private static Link link(int senders, long sendingEpoch, int receivers, long receivingEpoch) {
    return new Link(
        "link", cluster("A", senders, sendingEpoch, 1), cluster("B", receivers, receivingEpoch, 1));
  }

  private static Cluster cluster(String id, int size, long epoch, long firstStake) {
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      replicas.add(new Replica(i, "", i == 0 ? firstStake : 1));
    }
    long total = size - 1 + firstStake;
    Thresholds thresholds = epoch % 2 == 0 ? Thresholds.crash(total) : Thresholds.byzantine(total);
    return new Cluster(id, epoch, replicas, thresholds);
  }

  private static Frame run(long first, long last) {
    List<Entry> entries = new ArrayList<>();
    for (long k = first; k <= last; k++) {
      entries.add(LinkSimulation.entry(k, 20));
    }
    return Frame.of(entries);
  }

  private static Envelope ack(int receiver, Epochs epochs, Ack ack) {
    return new Envelope(Peer.receiver(receiver), epochs, new Message.Acknowledge(ack));
  }

  private static List<Envelope> drain(PicsouSender sender) {
    List<Envelope> sent = new ArrayList<>();
    for (Envelope next = sender.poll(); next != null; next = sender.poll()) {
      sent.add(next);
    }
    return sent;
  }
}
