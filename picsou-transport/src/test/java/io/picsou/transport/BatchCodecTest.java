package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchCodecTest {
  @Property(tries = 200)
  void whatIsEncodedIsDecoded(@ForAll("messages") List<Message> messages) {
    Epochs epochs = new Epochs(3, 4);
    Wire.Batch batch = BatchCodec.encode(epochs, messages, new WireAcks());
    int bound = messages.stream().mapToInt(BatchCodec::wireBytes).sum();
    assertThat(batch.getSerializedSize()).isLessThanOrEqualTo(16 + bound);

    BatchCodec.Decoded decoded = BatchCodec.decode(overTheWire(batch));
    assertThat(decoded.corrupt()).isZero();
    assertThat(decoded.epochs()).isEqualTo(epochs);
    assertThat(decoded.messages())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("frame")
        .isEqualTo(messages);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(bytes(decoded.messages().get(i))).isEqualTo(bytes(messages.get(i)));
    }
  }

  @Example
  void aFlippedBitDropsTheFrameAndNothingElse() {
    Message good = new Message.Data(Loopback.run(1, 3, 50), false, 0);
    Message bad = new Message.Data(Loopback.run(4, 6, 50), false, 0);
    Wire.Batch.Builder batch =
        BatchCodec.encode(new Epochs(0, 0), List.of(bad, good), new WireAcks()).toBuilder();
    byte[] frame = batch.getMessages(0).getData().getFrame().toByteArray();
    frame[frame.length - 1] ^= 1;
    batch.getMessagesBuilder(0).getDataBuilder().setFrame(ByteString.copyFrom(frame));

    BatchCodec.Decoded decoded = BatchCodec.decode(overTheWire(batch.build()));
    assertThat(decoded.corrupt()).isEqualTo(1);
    assertThat(decoded.problem()).contains("checksum");
    assertThat(decoded.messages()).hasSize(1);
    assertThat(bytes(decoded.messages().get(0))).isEqualTo(bytes(good));
  }

  @Example
  void aLargeFrameSharesTheBatchAndASmallOneDoesNot() {
    Message large = new Message.Data(Loopback.run(1, 1, 10_000), false, 0);
    Message small = new Message.Data(Loopback.run(2, 2, 100), false, 0);
    Wire.Batch batch =
        overTheWire(BatchCodec.encode(new Epochs(0, 0), List.of(large, small), new WireAcks()));
    ByteString first = batch.getMessages(0).getData().getFrame();
    assertThat(BatchCodec.decode(batch).messages()).hasSize(2);
    assertThat(BatchCodec.owned(first).array()).hasSize(batch.getSerializedSize());
    assertThat(BatchCodec.owned(batch.getMessages(1).getData().getFrame()).array())
        .hasSize(100 + 24);
  }

  @Example
  void messagesThatNoPeerMaySendAreDropped() {
    Wire.Ack backwards = Wire.Ack.newBuilder().setDurable(2).setHeld(1).build();
    Wire.Batch batch =
        Wire.Batch.newBuilder()
            .addMessages(Wire.Message.getDefaultInstance())
            .addMessages(message().setProbe(Wire.Probe.newBuilder().setQuacked(-1)))
            .addMessages(message().setAcknowledge(Wire.Acknowledge.newBuilder().setAck(backwards)))
            .addMessages(message().setFetch(Wire.Fetch.newBuilder().setFirst(2).setLast(1)))
            .addMessages(message().setData(Wire.Data.getDefaultInstance()))
            .build();
    BatchCodec.Decoded decoded = BatchCodec.decode(batch);
    assertThat(decoded.corrupt()).isEqualTo(5);
    assertThat(decoded.messages()).isEmpty();
  }

  private static Wire.Message.Builder message() {
    return Wire.Message.newBuilder();
  }

  private static Wire.Batch overTheWire(Wire.Batch batch) {
    return new BatchMarshaller().parse(new ByteArrayInputStream(batch.toByteArray()));
  }

  private static byte[] bytes(Message message) {
    Frame frame =
        message instanceof Message.Data data
            ? data.frame()
            : message instanceof Message.Forward forward ? forward.frame() : null;
    return frame == null ? null : ByteString.copyFrom(frame.bytes()).toByteArray();
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    Arbitrary<Long> sequences = Arbitraries.longs().between(1, Long.MAX_VALUE / 2);
    Arbitrary<Frame> frames =
        Combinators.combine(sequences, Arbitraries.integers().between(1, 5))
            .as((first, count) -> frame(first, count));
    Arbitrary<long[]> phi = Arbitraries.longs().array(long[].class).ofMaxSize(6);
    Arbitrary<Ack> acks =
        Combinators.combine(sequences, sequences, phi)
            .as((a, b, bits) -> new Ack(Math.min(a, b), Math.max(a, b), bits));
    return Arbitraries.<Message>oneOf(
            Combinators.combine(frames, Arbitraries.of(true, false), sequences)
                .as(Message.Data::new),
            Combinators.combine(sequences, sequences).as(Message.Probe::new),
            Combinators.combine(
                    acks, sequences, Arbitraries.longs().array(long[].class).ofMaxSize(2))
                .as(Message.Acknowledge::new),
            Combinators.combine(frames, acks).as(Message.Forward::new),
            Combinators.combine(sequences, acks)
                .as((first, ack) -> new Message.Fetch(first, first + 5, ack)),
            sequences.map(Message.View::new))
        .list()
        .ofMaxSize(8);
  }

  private static Frame frame(long first, int count) {
    return Frame.of(
        IntStream.range(0, count).mapToObj(i -> Entry.of(first + i, new byte[i * 7])).toList());
  }
}
