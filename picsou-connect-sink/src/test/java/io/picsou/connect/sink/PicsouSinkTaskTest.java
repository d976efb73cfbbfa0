package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PicsouSinkTaskTest {
  static final Map<String, String> SETTINGS =
      Map.of(
          "topics", "log",
          "picsou.link.id", "a-b",
          "picsou.sending.cluster", "a",
          "picsou.sending.replicas", "0,1,2",
          "picsou.receiving.cluster", "b",
          "picsou.receiving.replicas", "0@localhost:7100,1@localhost:7101,2@localhost:7102",
          "picsou.replica.id", "0",
          "picsou.batch.bytes", "100",
          "picsou.stall.timeout.ms", "60000");

  private final AtomicLong now = new AtomicLong();
  private final FakeSender sender = new FakeSender();
  private final FakeWorker worker = new FakeWorker();
  private final List<Long> openedAt = new ArrayList<>();
  private final PicsouSinkTask task =
      new PicsouSinkTask(
          (link, after) -> {
            openedAt.add(after);
            return sender.openedAt(after);
          },
          now::get);

  @BeforeEach
  void start() {
    worker.run(task, SETTINGS);
  }

  @Test
  void offersTheLogFromItsFirstRecord() {
    worker.append(5, 30);
    worker.round();

    assertThat(openedAt).containsExactly(4L);
    assertThat(sender.offered).isEqualTo(30);
  }

  @Test
  void commitsUpToTheQuack() {
    worker.append(1, 30);
    worker.round();
    assertThat(worker.commit()).isEmpty();

    sender.quacked = 10;
    assertThat(worker.commit()).isEqualTo(offset(10));
    sender.quacked = 30;
    assertThat(worker.commit()).isEqualTo(offset(30));
  }

  @Test
  void commitsAcrossTheEndsOfTransactions() {
    worker.append(1, 3);
    worker.appendMarker(4);
    worker.round();

    sender.quacked = 3;
    assertThat(worker.commit()).isEqualTo(offset(3));
    sender.quacked = 4;
    assertThat(worker.commit()).isEqualTo(offset(5));
  }

  @Test
  void skipsRepeatedRecords() {
    worker.append(1, 20);
    worker.append(11, 40);
    worker.round();

    assertThat(sender.offered).isEqualTo(40);
    sender.quacked = 40;
    assertThat(worker.commit()).isEqualTo(offset(50));
  }

  @Test
  void failsAtAGapNamingBothSequences() {
    worker.append(1, 3);
    worker.append(7, 8);

    assertThatThrownBy(worker::round)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("log-0@3")
        .hasMessageContaining("entry 7")
        .hasMessageContaining("entry 4");
  }

  @Test
  void pausesWhileTheWindowIsFull() {
    sender.window = 10;
    worker.append(1, 40);
    worker.round();

    assertThat(worker.paused).isTrue();
    assertThat(worker.timeout).isEqualTo(1);
    assertThat(sender.offered).isLessThanOrEqualTo(10);

    sender.quacked = sender.offered;
    sender.window = 100;
    worker.round();

    assertThat(worker.paused).isFalse();
    assertThat(sender.offered).isEqualTo(40);
  }

  @Test
  void refusesSeveralPartitions() {
    assertThatThrownBy(() -> task.open(Set.of(new TopicPartition("log", 1))))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("log-1")
        .hasMessageContaining("topics");
  }

  @Test
  void failsWhenNothingIsAcknowledgedForTooLong() {
    worker.append(1, 5);
    worker.round();
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    worker.round();

    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThatThrownBy(worker::round)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("entries 1 to 5")
        .hasMessageContaining("connection refused")
        .hasMessageContaining("picsou.receiving.replicas");
  }

  @Test
  void anIdleLinkDoesNotStall() {
    worker.append(1, 5);
    worker.round();
    sender.quacked = 5;
    worker.round();
    now.addAndGet(Duration.ofHours(1).toNanos());

    worker.round();
    worker.append(6, 6);
    worker.round();

    assertThat(sender.offered).isEqualTo(6);
  }

  @Test
  void failsWithTheEndpointsReason() {
    worker.append(1, 5);
    worker.round();
    sender.failure = new IllegalStateException("broken");

    assertThatThrownBy(worker::round)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("a-b")
        .hasMessageContaining("broken");
  }

  @Test
  void startsAnewWhenThePartitionComesBack() {
    worker.append(1, 5);
    worker.round();
    sender.quacked = 3;
    worker.commit();
    task.close(Set.of(FakeWorker.PARTITION));
    assertThat(sender.closed).isTrue();

    task.open(Set.of(FakeWorker.PARTITION));
    worker.position = worker.committed;
    worker.round();

    assertThat(openedAt).containsExactly(0L, 3L);
    assertThat(sender.offered).isEqualTo(5);
  }

  @Test
  void opensTheLinkEvenIfNothingIsNew() {
    worker.append(1, 100);
    worker.position = 100;

    assertThat(worker.commitRequested).isTrue();
    assertThat(worker.commit()).isEmpty();
    worker.round();

    assertThat(openedAt).containsExactly(92L);
    assertThat(sender.offered).isEqualTo(100);
    // What it read again was committed before.
    sender.quacked = 95;
    assertThat(worker.commit()).isEmpty();
    worker.append(101, 101);
    worker.round();
    sender.quacked = 101;
    assertThat(worker.commit()).isEqualTo(offset(101));
  }

  @Test
  void stopsMoreThanOnce() {
    worker.append(1, 5);
    worker.round();

    task.stop();
    task.stop();

    assertThat(sender.closed).isTrue();
  }

  @Test
  void aBatchThatIsCutOffByStopIsNoFailure() {
    worker.append(1, 5);
    worker.round();
    worker.append(6, 9);
    task.stop();

    worker.round();

    assertThat(sender.offered).isEqualTo(5);
    assertThat(worker.commit()).isEmpty();
  }

  @Test
  void stopsBeforeItWasStarted() {
    PicsouSinkTask fresh = new PicsouSinkTask();

    fresh.stop();

    assertThat(fresh.version()).isNotBlank();
  }

  static Map<TopicPartition, OffsetAndMetadata> offset(long offset) {
    return new HashMap<>(Map.of(FakeWorker.PARTITION, new OffsetAndMetadata(offset)));
  }
}
