package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int PAYLOAD = 100;
  private static final int COST = PAYLOAD + 24 + BatchCodec.MESSAGE_OVERHEAD_BYTES;

  private final OutboxPool pool = new OutboxPool(2 * COST);
  private final Outbox outbox =
      new Outbox(new BatchOptions(2 * COST, Duration.ZERO, 4 * COST), pool, new WireAcks());

  private void add(Message message) {
    outbox.add(new Envelope(Peer.receiver(0), new Epochs(0, 0), message));
  }

  private static Message data(long sequence) {
    return new Message.Data(Loopback.run(sequence, sequence, PAYLOAD), false, 0);
  }

  private static Message ack(long durable) {
    return new Message.Acknowledge(new Ack(durable, durable, new long[0]));
  }

  private List<Message> next() {
    return BatchCodec.decode(outbox.next()).messages();
  }

  private List<Long> nextSequences() {
    return next().stream().map(m -> ((Message.Data) m).frame().first()).toList();
  }

  @Test
  void aBatchIsBounded() {
    add(data(1));
    add(data(2));
    add(data(3));
    assertThat(nextSequences()).containsExactly(1L, 2L);
    assertThat(nextSequences()).containsExactly(3L);
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void anEntryLargerThanABatchGoesAlone() {
    add(new Message.Data(Loopback.run(1, 1, 5 * COST), false, 0));
    add(data(2));
    assertThat(nextSequences()).containsExactly(1L);
  }

  @Test
  void whatDoesNotFitIsDroppedAndCounted() {
    for (int sequence = 1; sequence <= 6; sequence++) {
      add(data(sequence));
    }
    assertThat(outbox.dropped()).isEqualTo(2);
    assertThat(outbox.entryBytes()).isEqualTo(4 * COST);
    assertThat(outbox.congested()).isTrue();
    assertThat(nextSequences()).containsExactly(1L, 2L);
    assertThat(outbox.congested()).isFalse();
    assertThat(nextSequences()).containsExactly(3L, 4L);
  }

  @Test
  void thePoolIsRoomBeyondItsOwn() {
    OutboxPool large = new OutboxPool(6 * COST);
    BatchOptions options = new BatchOptions(COST, Duration.ZERO, COST);
    Outbox greedy = new Outbox(options, large, new WireAcks());
    Outbox modest = new Outbox(options, large, new WireAcks());
    for (int sequence = 1; sequence <= 10; sequence++) {
      greedy.add(new Envelope(Peer.receiver(0), new Epochs(0, 0), data(sequence)));
    }
    assertThat(greedy.dropped()).isEqualTo(4);
    modest.add(new Envelope(Peer.receiver(1), new Epochs(0, 0), data(1)));
    assertThat(modest.dropped()).isZero();
    greedy.clear();
    for (int sequence = 2; sequence <= 6; sequence++) {
      modest.add(new Envelope(Peer.receiver(1), new Epochs(0, 0), data(sequence)));
    }
    assertThat(modest.dropped()).isZero();
  }

  @Test
  void theNewestAckAndProbeGoAheadOfEntries() {
    for (int sequence = 1; sequence <= 6; sequence++) {
      add(data(sequence));
    }
    add(ack(1));
    add(new Message.Probe(1, 1));
    add(ack(2));
    add(new Message.Probe(2, 2));
    List<Message> batch = next();
    assertThat(batch).hasSize(4);
    assertThat(((Message.Acknowledge) batch.get(0)).ack().durable()).isEqualTo(2);
    assertThat(batch.get(1)).isEqualTo(new Message.Probe(2, 2));
  }

  @Test
  void fetchesAreBounded() {
    for (int i = 1; i <= Outbox.MAX_REQUESTS + 5; i++) {
      add(new Message.Fetch(i, i, new Ack(0, 0, new long[0])));
    }
    assertThat(next()).hasSize(Outbox.MAX_REQUESTS);
  }

  @Test
  void aNewEpochDropsWhatWasMeantForTheOld() {
    add(data(1));
    outbox.add(new Envelope(Peer.receiver(0), new Epochs(0, 1), ack(7)));
    BatchCodec.Decoded batch = BatchCodec.decode(outbox.next());
    assertThat(batch.epochs()).isEqualTo(new Epochs(0, 1));
    assertThat(batch.messages()).hasSize(1);
  }
}
