package io.picsou.core.strategy;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Evidence.Rule;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Protocol;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each rule of docs/protocol.md, section 12, that the state machines check; one liar of four. */
class EvidenceTest {
  private static final long PATIENCE = 10_000 * LinkSimulation.MILLIS;
  private static final Epochs EPOCHS = new Epochs(0, 0);
  private static final Link LINK = new Link("link", cluster("A"), cluster("B"));

  private final PicsouSender sender =
      new PicsouSender(LINK, 0, LinkSimulationTest.options(1, 256), 0);
  private final PicsouReceiver receiver =
      new PicsouReceiver(LINK, 0, LinkSimulationTest.options(1, 256), 0);

  @Test
  void anAckOfWhatNobodyKnowsIsEvidenceIfItStays() {
    sender.offer(run(1, 5), 0);
    ack(1, 1_000, 1);
    ack(1, 1_000, PATIENCE);
    assertThat(sender.pollEvidence()).as("another sender may be ahead").isNull();
    ack(1, 1_000, PATIENCE + 1);
    assertEvidence(sender, Peer.receiver(1), Rule.ACK_BEYOND_SENT, 1_000);
    assertThat(sender.quacked()).isZero();
  }

  /** This sender's own window may be full, or its log late, while the others go on. */
  @Test
  void anAckOfWhatOtherSendersMayHaveSentIsNone() {
    sender.offer(run(1, 5), 0);
    for (int periods = 0; periods < 5; periods++) {
      ack(1, 600, 1 + periods * PATIENCE);
    }
    assertThat(sender.pollEvidence()).isNull();
  }

  @Test
  void anAckBeyondOneLogThatOthersBearOutIsNone() {
    ack(1, 1_000, 1);
    ack(2, 1_000, 2);
    ack(1, 1_000, 2 * PATIENCE);
    assertThat(sender.pollEvidence()).isNull();
    assertThat(sender.quacked()).as("not beyond its own log").isZero();
  }

  @Test
  void aWithdrawnAckIsEvidenceIfItStaysWithdrawn() {
    sender.offer(run(1, 5), 0);
    ack(1, 5, 1);
    ack(1, 3, 2);
    ack(1, 5, 3);
    ack(1, 2, 4);
    ack(1, 3, PATIENCE);
    assertThat(sender.pollEvidence()).as("overtaken").isNull();
    ack(1, 3, PATIENCE + 4);
    assertEvidence(sender, Peer.receiver(1), Rule.ACK_WENT_BACK, 3);
  }

  @Test
  void aSenderHearsNobodyButReceivers() {
    sender.handle(new Envelope(Peer.receiver(1), EPOCHS, new Message.Probe(0, 0)), 1);
    assertEvidence(sender, Peer.receiver(1), Rule.WRONG_ROLE, 0);
    sender.handle(envelope(Peer.receiver(4), new Message.Acknowledge(upTo(1))), 1);
    assertEvidence(sender, Peer.receiver(4), Rule.WRONG_ROLE, 0);
  }

  @Test
  void aReceiverIsSentNoAcksBySenders() {
    receiver.handle(envelope(Peer.sender(1), new Message.Acknowledge(upTo(1))), 1);
    assertEvidence(receiver, Peer.sender(1), Rule.WRONG_ROLE, 0);
  }

  @Test
  void anotherContentUnderASequenceIsEvidenceWhoeverSendsIt() {
    data(1, run(1, 5), 0, 1);
    data(2, run(1, 5), 0, 2);
    assertThat(receiver.pollEvidence()).as("the same again").isNull();
    data(3, Frame.of(List.of(Entry.of(4, new byte[] {66}))), 0, 3);
    assertEvidence(receiver, Peer.sender(3), Rule.EQUIVOCATION, 4);
    Message forward = new Message.Forward(Frame.of(List.of(Entry.of(2, new byte[0]))), upTo(0));
    receiver.handle(envelope(Peer.receiver(2), forward), 4);
    assertEvidence(receiver, Peer.receiver(2), Rule.EQUIVOCATION, 2);
    assertThat(receiver.deliver().entries().get(1).payload())
        .isEqualTo(LinkSimulation.entry(2, 20).payload());
  }

  @Test
  void entriesBeyondAnyWindowAreDroppedAndNotForwarded() {
    data(1, run(1_000_000, 1_000_000), 0, 1);
    assertEvidence(receiver, Peer.sender(1), Rule.FLOOD, 1_000_000);
    assertThat(receiver.counters().entriesForwarded()).isZero();
    assertThat(receiver.counters().dropped()).isEqualTo(1);
    data(1, run(100, 100), 0, 2);
    assertThat(receiver.pollEvidence()).isNull();
    assertThat(receiver.counters().entriesForwarded()).isEqualTo(3);
  }

  /** One liar's watermark makes nobody fetch, whatever it says. */
  @Test
  void aFalseWatermarkHasNoEffectButEvidence() {
    long highest = Long.MAX_VALUE;
    receiver.handle(envelope(Peer.sender(1), new Message.Probe(highest, highest)), 1);
    for (long now = 1; now < PATIENCE; now += PATIENCE / 20) {
      receiver.tick(now);
    }
    receiver.handle(envelope(Peer.sender(1), new Message.Probe(highest, highest)), PATIENCE);
    assertThat(receiver.counters().fetches()).isZero();
    assertThat(receiver.pollEvidence()).isNull();
    receiver.handle(envelope(Peer.sender(1), new Message.Probe(highest, highest)), PATIENCE + 1);
    assertEvidence(receiver, Peer.sender(1), Rule.FALSE_WATERMARK, highest);
  }

  /** After a change of the clusters fewer than r + 1 receivers may have what was QUACKed before. */
  @Test
  void aWatermarkThatOneReceiverBearsOutIsNone() {
    Message held = new Message.Acknowledge(upTo(88));
    receiver.handle(envelope(Peer.receiver(2), held), 1);
    for (int periods = 0; periods < 5; periods++) {
      long now = 1 + periods * PATIENCE;
      receiver.handle(envelope(Peer.sender(1), new Message.Probe(88, 88)), now);
    }
    assertThat(receiver.pollEvidence()).isNull();
  }

  @Test
  void aPeerThatClaimsEverythingIsNotAskedForIt() {
    Message lie = new Message.Acknowledge(upTo(Long.MAX_VALUE));
    receiver.handle(envelope(Peer.receiver(1), lie), 1);
    for (int i = 0; i <= 10; i++) {
      receiver.tick(1 + i * 500 * LinkSimulation.MILLIS);
    }
    assertThat(receiver.counters().fetches()).isZero();
  }

  private void ack(int from, long upTo, long nowNanos) {
    sender.handle(envelope(Peer.receiver(from), new Message.Acknowledge(upTo(upTo))), nowNanos);
  }

  private void data(int from, Frame frame, long quacked, long nowNanos) {
    receiver.handle(envelope(Peer.sender(from), new Message.Data(frame, false, quacked)), nowNanos);
  }

  private static void assertEvidence(Protocol by, Peer against, Rule rule, long sequence) {
    assertThat(by.pollEvidence()).isEqualTo(new Evidence(against, rule, sequence));
    assertThat(by.pollEvidence()).isNull();
  }

  private static Envelope envelope(Peer from, Message message) {
    return new Envelope(from, EPOCHS, message);
  }

  private static Ack upTo(long sequence) {
    return new Ack(sequence, sequence, new long[0]);
  }

  private static Frame run(long first, long last) {
    return Frame.of(
        LongStream.rangeClosed(first, last).mapToObj(k -> LinkSimulation.entry(k, 20)).toList());
  }

  private static Cluster cluster(String id) {
    List<Replica> replicas = IntStream.range(0, 4).mapToObj(i -> new Replica(i, "", 1)).toList();
    return new Cluster(id, 0, replicas, Thresholds.byzantine(4));
  }
}
