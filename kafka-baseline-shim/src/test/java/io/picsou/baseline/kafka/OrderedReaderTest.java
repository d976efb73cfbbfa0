package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OrderedReaderTest {
  private static final TopicPartition ZERO = new TopicPartition("t", 0);
  private static final TopicPartition ONE = new TopicPartition("t", 1);

  private final MockConsumer<byte[], ByteBuffer> consumer =
      new MockConsumer<>(OffsetResetStrategy.NONE);
  private final List<Long> delivered = new ArrayList<>();

  private OrderedReader reader(long after, Map<String, String> more) {
    consumer.updateBeginningOffsets(Map.of(ZERO, 0L, ONE, 0L));
    Map<String, String> settings = new HashMap<>(more);
    settings.putAll(Map.of("bootstrap.servers", "h:1", "topic", "t", "replicas", "2"));
    OrderedReader reader =
        new OrderedReader(
            consumer, new CallbackTarget(after, this::deliver), ConsumerSettings.of(settings));
    reader.begin();
    return reader;
  }

  private void deliver(Frame run) {
    LongStream.rangeClosed(run.first(), run.last()).forEach(delivered::add);
  }

  private void record(TopicPartition partition, long offset, long sequence) {
    byte[] value = EntryCodec.encode(GeneratorReader.entry(sequence, 40));
    consumer.addRecord(
        new ConsumerRecord<>("t", partition.partition(), offset, null, ByteBuffer.wrap(value)));
  }

  @Test
  void deliversInOrder() throws InterruptedException {
    OrderedReader reader = reader(0, Map.of());
    record(ONE, 0, 2);
    record(ONE, 1, 4);
    reader.step(Duration.ZERO);
    assertThat(delivered).isEmpty();
    record(ZERO, 0, 1);
    record(ZERO, 1, 3);
    reader.step(Duration.ZERO);
    assertThat(delivered).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void goesOnWhereTheTargetIs() {
    reader(5, Map.of());
    assertThat(consumer.position(ZERO)).isEqualTo(3);
    assertThat(consumer.position(ONE)).isEqualTo(2);
  }

  @Test
  void committedOffsetsTellTheSequence() throws InterruptedException {
    OrderedReader reader = reader(0, Map.of("group.id", "g", "flush.interval.ms", "0"));
    record(ZERO, 0, 1);
    record(ONE, 0, 2);
    record(ZERO, 1, 3);
    reader.step(Duration.ZERO);
    reader.finish();
    var committed =
        consumer.committed(
            CommittedPosition.all(
                ConsumerSettings.of(
                        Map.of("bootstrap.servers", "h:1", "topic", "t", "replicas", "2"))
                    .common()));
    assertThat(CommittedPosition.sequence(committed)).isEqualTo(3);
  }

  @Test
  void pausesThePartitionThatIsAheadUntilTheOtherHasCaughtUp() throws InterruptedException {
    OrderedReader reader = reader(0, Map.of("buffer.bytes", "200"));
    record(ONE, 0, 2);
    record(ONE, 1, 4);
    reader.step(Duration.ZERO);
    assertThat(consumer.paused()).containsExactly(ONE);
    record(ZERO, 0, 1);
    record(ZERO, 1, 3);
    reader.step(Duration.ZERO);
    assertThat(consumer.paused()).isEmpty();
    assertThat(delivered).hasSize(4);
  }

  @Test
  void namesTheEntryThatIsMissing() {
    OrderedReader reader = reader(0, Map.of());
    record(ZERO, 0, 1);
    record(ZERO, 1, 5);
    assertThatThrownBy(() -> reader.step(Duration.ZERO))
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("entry 3")
        .hasMessageContaining("t-0@1");
  }

  @Test
  void refusesADamagedRecord() {
    OrderedReader reader = reader(0, Map.of());
    byte[] value = EntryCodec.encode(GeneratorReader.entry(1, 40));
    value[30] ^= 1;
    consumer.addRecord(new ConsumerRecord<>("t", 0, 0, null, ByteBuffer.wrap(value)));
    assertThatThrownBy(() -> reader.step(Duration.ZERO))
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("t-0@0")
        .hasMessageContaining("checksum");
  }

  @Test
  void refusesAnotherNumberOfReplicas() {
    OrderedReader reader = reader(0, Map.of());
    record(ZERO, 0, 2);
    assertThatThrownBy(() -> reader.step(Duration.ZERO))
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("another number of replicas");
  }

  @Test
  void tellsWhenTheTopicHasLostWhatTheTargetNeeds() {
    OrderedReader reader = reader(0, Map.of());
    consumer.updateBeginningOffsets(Map.of(ZERO, 7L, ONE, 7L));
    assertThatThrownBy(reader::begin)
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("begins at offset 7");
  }
}
