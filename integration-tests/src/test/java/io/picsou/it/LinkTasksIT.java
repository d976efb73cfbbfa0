package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.connect.sink.PicsouSinkTask;
import io.picsou.connect.source.PicsouSourceTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The tasks at both ends of a link, over real sockets but without workers: two senders, and three
 * receivers of which one may fail, so that a QUACK takes two.
 */
class LinkTasksIT {
  private static final TopicPartition PARTITION = new TopicPartition("a", 0);
  private static final long ENTRIES = 2_000;

  private final List<PicsouSinkTask> senders = new ArrayList<>();
  private final List<PicsouSourceTask> receivers = new ArrayList<>();
  private final List<List<SourceRecord>> delivered = new ArrayList<>();

  @BeforeEach
  void open() {
    String addresses =
        "0@localhost:%d,1@localhost:%d,2@localhost:%d"
            .formatted(FreePorts.next(), FreePorts.next(), FreePorts.next());
    for (int i = 0; i < 3; i++) {
      PicsouSourceTask receiver = new PicsouSourceTask();
      receiver.initialize(new TaskContexts.Source());
      receiver.start(settings(i, addresses, "topic", "b"));
      receivers.add(receiver);
      delivered.add(new ArrayList<>());
    }
    for (int i = 0; i < 2; i++) {
      PicsouSinkTask sender = new PicsouSinkTask();
      sender.initialize(new TaskContexts.Sink(PARTITION));
      sender.start(settings(i, addresses, "topics", "a"));
      sender.open(Set.of(PARTITION));
      senders.add(sender);
    }
  }

  @AfterEach
  void close() {
    senders.forEach(PicsouSinkTask::stop);
    receivers.forEach(PicsouSourceTask::stop);
  }

  @Test
  void commitsFollowWhatEnoughReceiversHaveInTheirTopics() {
    List<SinkRecord> log = LongStream.rangeClosed(1, ENTRIES).mapToObj(this::record).toList();
    senders.forEach(sender -> sender.put(log));

    await().atMost(Duration.ofSeconds(30)).until(this::pollUntilAllAreDelivered);
    for (List<SourceRecord> records : delivered) {
      assertThat(records)
          .extracting(record -> (Long) record.sourceOffset().get("seq"))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, ENTRIES).boxed().toList());
    }
    // All have everything, but none of it durably.
    assertThat(senders).allSatisfy(sender -> assertThat(committed(sender)).isEmpty());

    commit(0, ENTRIES);
    commit(1, ENTRIES / 2);
    awaitCommitted(ENTRIES / 2);

    commit(2, ENTRIES);
    awaitCommitted(ENTRIES);
  }

  private boolean pollUntilAllAreDelivered() throws InterruptedException {
    boolean all = true;
    for (int i = 0; i < receivers.size(); i++) {
      if (delivered.get(i).size() < ENTRIES) {
        List<SourceRecord> batch = receivers.get(i).poll();
        delivered.get(i).addAll(batch == null ? List.of() : batch);
        all &= delivered.get(i).size() >= ENTRIES;
      }
    }
    return all;
  }

  private void commit(int receiver, long count) {
    IntStream.range(0, (int) count)
        .forEach(i -> receivers.get(receiver).commitRecord(delivered.get(receiver).get(i), null));
  }

  private void awaitCommitted(long offset) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(senders)
                    .allSatisfy(
                        sender ->
                            assertThat(committed(sender))
                                .containsEntry(PARTITION, new OffsetAndMetadata(offset))));
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(PicsouSinkTask sender) {
    return sender.preCommit(Map.of(PARTITION, new OffsetAndMetadata(ENTRIES)));
  }

  private SinkRecord record(long sequence) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString("picsou.seq", Long.toString(sequence)).addString("picsou.rsm", "a");
    return new SinkRecord(
        "a",
        0,
        Schema.OPTIONAL_BYTES_SCHEMA,
        null,
        Schema.OPTIONAL_BYTES_SCHEMA,
        new byte[100],
        sequence - 1,
        null,
        TimestampType.NO_TIMESTAMP_TYPE,
        headers);
  }

  private static Map<String, String> settings(
      int replica, String addresses, String topicKey, String topic) {
    Map<String, String> settings = new HashMap<>();
    settings.put(topicKey, topic);
    settings.put("picsou.link.id", "a-b");
    settings.put("picsou.sending.cluster", "a");
    settings.put("picsou.sending.replicas", "0,1");
    settings.put("picsou.receiving.cluster", "b");
    settings.put("picsou.receiving.replicas", addresses);
    settings.put("picsou.replica.id", Integer.toString(replica));
    return settings;
  }
}
