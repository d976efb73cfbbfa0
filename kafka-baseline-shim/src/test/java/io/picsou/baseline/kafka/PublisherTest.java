package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.EntryCodec;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final TopicPartition SECOND = new TopicPartition("t", 1);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());

  private Publisher publisher(long after, int maxBytes) {
    ProducerSettings settings =
        ProducerSettings.of(
            Map.of("bootstrap.servers", "h:1", "topic", "t", "replicas", "4", "replica", "1"));
    return new Publisher(
        producer, GeneratorReader.open(50, after, 20), SECOND, settings.common(), after, maxBytes);
  }

  private void publishAll(Publisher publisher) throws InterruptedException {
    while (publisher.step(Duration.ZERO)) {
      // On to the end of the log.
    }
  }

  @Test
  void publishesItsShareAsItIsEncoded() throws InterruptedException {
    publishAll(publisher(0, 1000));
    assertThat(producer.history())
        .extracting(PublisherTest::sequence)
        .containsExactly(2L, 6L, 10L, 14L, 18L);
    assertThat(producer.history()).allSatisfy(r -> assertThat(r.partition()).isEqualTo(1));
    assertThat(producer.history().get(0).value())
        .isEqualTo(EntryCodec.encode(GeneratorReader.entry(2, 50)));
  }

  @Test
  void goesOnBehindWhatIsThere() throws InterruptedException {
    publishAll(publisher(10, 1000));
    assertThat(producer.history()).extracting(PublisherTest::sequence).containsExactly(14L, 18L);
  }

  @Test
  void countsWhatIsAcknowledged() throws InterruptedException {
    Publisher publisher = publisher(0, 1000);
    publishAll(publisher);
    assertThat(publisher.acknowledgedAll()).isFalse();
    producer.completeNext();
    producer.completeNext();
    assertThat(publisher.counters().acked()).isEqualTo(6);
    while (producer.completeNext()) {
      // All of them.
    }
    assertThat(publisher.acknowledgedAll()).isTrue();
    assertThat(publisher.counters().ackedBytes()).isEqualTo(5 * 74);
  }

  @Test
  void refusesAnEntryThatTheTopicDoesNotTake() {
    assertThatThrownBy(() -> publishAll(publisher(0, 70)))
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("entry 2 has 74 bytes")
        .hasMessageContaining("max.message.bytes");
    assertThat(producer.history()).isEmpty();
  }

  /** What follows an entry that failed must not get into the topic. */
  @Test
  void endsWithTheFirstEntryThatFails() throws InterruptedException {
    Publisher publisher = publisher(0, 1000);
    publishAll(publisher);
    producer.errorNext(new RecordTooLargeException("too large"));
    assertThat(producer.closed()).isTrue();
    assertThatThrownBy(() -> publisher.step(Duration.ZERO))
        .isInstanceOf(ShimException.class)
        .hasMessageContaining("entry 2 was not taken by t-1");
  }

  private static long sequence(ProducerRecord<byte[], byte[]> record) {
    return EntryCodec.sequenceAt(ByteBuffer.wrap(record.value()), 0);
  }
}
