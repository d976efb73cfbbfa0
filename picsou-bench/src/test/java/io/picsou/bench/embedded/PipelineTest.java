package io.picsou.bench.embedded;

import static io.picsou.bench.embedded.FakeConnectors.probe;
import static io.picsou.bench.embedded.FakeConnectors.sink;
import static io.picsou.bench.embedded.FakeConnectors.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.picsou.bench.embedded.FakeConnectors.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  private static final int RECORDS = 1000;

  @TempDir private Path directory;
  private final List<Pipeline.Failure> failed = new CopyOnWriteArrayList<>();
  private Pipeline pipeline;

  @BeforeEach
  void forgetProbes() {
    FakeConnectors.reset();
  }

  @AfterEach
  void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  private void start(ConnectorFile... files) {
    pipeline = Pipeline.start(List.of(files), options(1000), failed::add);
  }

  private PipelineOptions options(int topicRecords) {
    return new PipelineOptions(
        directory.resolve("offsets"),
        Duration.ofMillis(1),
        1 << 20,
        topicRecords,
        Duration.ofSeconds(5));
  }

  private static List<Long> range(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  @Test
  void everySinkOfATopicGetsEveryRecordOnceInOrder() {
    probe("source").limit = RECORDS;
    start(source("source", "t"), sink("one", "t"), sink("two", "other, t"));
    await().until(() -> probe("source").committed.get() == RECORDS);
    for (String sink : List.of("one", "two")) {
      assertThat(probe(sink).values).isEqualTo(range(1, RECORDS));
      assertThat(probe(sink).offsets).isEqualTo(range(0, RECORDS - 1));
    }
    assertThat(probe("source").offsets).isEqualTo(range(0, RECORDS - 1));
    assertThat(pipeline.drained()).isTrue();
  }

  @Test
  void sourceHearsOfARecordOnlyOnceEverySinkHasConfirmedIt() {
    Probe slow = probe("slow");
    slow.safe = 15;
    probe("source").limit = 100;
    start(source("source", "t"), sink("quick", "t"), sink("slow", "t"));
    await().until(() -> slow.values.size() == 100 && probe("source").committed.get() == 15);
    assertThat(pipeline.drained()).isFalse();
    slow.safe = 100;
    await().until(() -> probe("source").committed.get() == 100);
  }

  @Test
  void restartResumesAfterTheLastConfirmedRecord() {
    probe("source").limit = 100;
    probe("sink").safe = 42;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 42);
    pipeline.close();

    FakeConnectors.reset();
    probe("source").limit = 100;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 100);
    assertThat(probe("sink").values).isEqualTo(range(43, 100));
    assertThat(probe("sink").offsets).isEqualTo(range(42, 99));
  }

  @Test
  void closeCommitsWhatTheSinksConfirmLast() {
    probe("source").limit = 100;
    probe("sink").safe = 0;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("sink").values.size() == 100);
    probe("sink").safe = 100;
    pipeline.close();
    assertThat(probe("source").committed).hasValue(100);
    assertThat(probe("source").stopped).isTrue();
    assertThat(probe("sink").stopped).isTrue();
    assertThat(pipeline.failures()).isEmpty();
  }

  @Test
  void retriableFailuresAreRetriedWithoutLoss() {
    probe("source").limit = RECORDS;
    probe("source").failuresToCome.set(1);
    probe("sink").failuresToCome.set(3);
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == RECORDS);
    assertThat(probe("sink").values).isEqualTo(range(1, RECORDS));
  }

  private String awaitFailure() {
    await().until(() -> !failed.isEmpty());
    assertThat(pipeline.failures()).isEqualTo(failed);
    return failed.get(0).connector() + ": " + failed.get(0).cause().getMessage();
  }

  @Test
  void whatAFailedSourceHadSentIsDeliveredAndItsOffsetsAreSaved() {
    probe("source").limit = 100;
    probe("sink").safe = 10;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").polled.get() == 100);
    probe("source").fatal = new IllegalStateException("record 101 is damaged");
    assertThat(awaitFailure()).isEqualTo("source: record 101 is damaged");
    assertThat(probe("source").stopped).as("stopped before its records are safe").isFalse();
    probe("sink").safe = 100;
    await().until(() -> probe("source").stopped);
    assertThat(probe("source").committed).hasValue(100);
    assertThat(probe("sink").values).isEqualTo(range(1, 100));
    assertThat(pipeline.drained()).isTrue();
    pipeline.close();

    FakeConnectors.reset();
    probe("source").limit = 110;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 110);
    assertThat(probe("sink").values).isEqualTo(range(101, 110));
  }

  @Test
  void otherConnectorsGoOnAndStatisticsTellWhoDoesNot() throws Exception {
    probe("bad").fatal = new IllegalStateException("disk full");
    probe("good").limit = RECORDS;
    start(source("bad", "t"), source("good", "u"), sink("bad-sink", "t"), sink("good-sink", "u"));
    await().until(() -> probe("good").committed.get() == RECORDS);
    assertThat(awaitFailure()).isEqualTo("bad: disk full");
    assertThat(pipeline.await(Duration.ZERO)).as("ended").isFalse();
    assertThat(pipeline.progress())
        .extracting(ConnectorProgress::connector, ConnectorProgress::state)
        .containsExactly(
            tuple("bad", ConnectorState.FAILED),
            tuple("good", ConnectorState.RUNNING),
            tuple("bad-sink", ConnectorState.RUNNING),
            tuple("good-sink", ConnectorState.RUNNING));
  }

  @Test
  void pipelineEndsWhenNoConnectorIsLeft() throws Exception {
    start(source("source", "t"), sink("sink", "t"));
    probe("sink").fatal = new IllegalStateException("disk full");
    assertThat(awaitFailure()).isEqualTo("sink: disk full");
    assertThat(pipeline.await(Duration.ZERO)).as("ended").isFalse();
    probe("source").fatal = new IllegalStateException("and more");
    pipeline.close();
    assertThat(probe("source").stopped).isTrue();

    failed.clear();
    start(source("source", "t"), sink("sink", "t"));
    assertThat(pipeline.await(Duration.ofSeconds(10))).as("ended").isTrue();
    assertThat(failed).hasSize(2);
  }

  @Test
  void failedSinkHoldsUpNoOtherAndReadsOnAfterARestart() {
    probe("bad").safe = 42;
    probe("source").limit = 100;
    start(source("source", "t"), sink("bad", "t"), sink("good", "t"));
    await().until(() -> probe("source").committed.get() == 42);
    probe("bad").fatal = new IllegalStateException("disk full");
    assertThat(awaitFailure()).isEqualTo("bad: disk full");
    probe("source").limit = 5_000; // more than the topic holds
    await().until(() -> probe("good").values.size() == 5_000);
    assertThat(probe("source").committed).hasValue(42);
    await().until(pipeline::drained);
    pipeline.close();

    FakeConnectors.reset();
    probe("source").limit = 5_000;
    start(source("source", "t"), sink("bad", "t"), sink("good", "t"));
    await().until(() -> probe("source").committed.get() == 5_000);
    assertThat(probe("bad").values).isEqualTo(range(43, 5_000));
  }

  @Test
  void failedSinkIsAskedOnceMoreWhatIsSafe() {
    probe("source").limit = 100;
    probe("sink").safe = 0;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("sink").values.size() == 100);
    probe("sink").fatal = new IllegalStateException("disk full");
    probe("sink").safe = 100;
    awaitFailure();
    await().until(() -> probe("source").committed.get() == 100);
  }

  @Test
  void recordForATopicWithoutSinkIsAFailure() {
    start(source("source", "nowhere"), sink("sink", "t"));
    assertThat(awaitFailure()).contains("'nowhere'");
  }

  @Test
  void sourceWaitsWhileItsTopicIsFull() {
    probe("sink").safe = 0;
    pipeline =
        Pipeline.start(
            List.of(source("source", "t"), sink("sink", "t")), options(200), failed::add);
    await().until(() -> probe("sink").values.size() == 200);
    // One more batch was polled and waits at the topic's door.
    await().until(() -> probe("source").polled.get() == 210);
    assertThat(probe("sink").values).hasSize(200);
    probe("sink").safe = Long.MAX_VALUE;
    await().until(() -> probe("sink").values.size() > 1000);
  }

  @Test
  void sinkMayRewindToWhatItHasNotConfirmed() {
    probe("source").limit = 10;
    probe("sink").safe = 3;
    probe("sink").rewindOnce.set(5);
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("sink").offsets.size() >= 15);
    assertThat(probe("sink").offsets.subList(0, 15))
        .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void sinkMayRewindToWhatIsConfirmedAndGone() {
    probe("source").limit = 100;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 100);
    probe("sink").rewindOnce.set(25);
    probe("source").limit = 110;
    await().until(() -> probe("sink").offsets.size() >= 110 + 85);
    assertThat(probe("sink").offsets.subList(0, 110)).isEqualTo(range(0, 109));
    assertThat(probe("sink").offsets.subList(110, 195)).isEqualTo(range(25, 109));
    assertThat(probe("sink").values.subList(110, 195)).isEqualTo(range(26, 110));
  }

  @Test
  void rewindAfterARestartFindsTheSameRecordsAtTheSameOffsets() {
    probe("source").limit = 100;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 100);
    pipeline.close();

    FakeConnectors.reset();
    probe("source").limit = 100;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("sink").context != null);
    probe("sink").context.offset(new TopicPartition("t", 0), 92);
    await().until(() -> probe("sink").values.size() == 8);
    assertThat(probe("sink").values).isEqualTo(range(93, 100));
    assertThat(probe("sink").offsets).isEqualTo(range(92, 99));
  }

  @Test
  void rewindInATopicOfSeveralSourcesIsAClearFailure() {
    probe("one").limit = 10;
    probe("two").limit = 10;
    start(source("one", "t"), source("two", "t"), sink("sink", "t"));
    await().until(() -> probe("one").committed.get() == 10 && probe("two").committed.get() == 10);
    probe("sink").context.offset(new TopicPartition("t", 0), 2);
    assertThat(awaitFailure()).contains("topic t: offset 2");
  }

  @Test
  void pausedSinkGetsNothing() {
    TopicPartition partition = new TopicPartition("t", 0);
    probe("source").limit = 10;
    start(source("source", "t"), sink("sink", "t"));
    await().until(() -> probe("source").committed.get() == 10);
    probe("sink").context.pause(partition);
    probe("source").limit = 20;
    await().until(() -> probe("source").polled.get() == 20);
    assertThat(probe("sink").values).hasSize(10);
    probe("sink").context.resume(partition);
    await().until(() -> probe("sink").values.size() == 20);
  }
}
