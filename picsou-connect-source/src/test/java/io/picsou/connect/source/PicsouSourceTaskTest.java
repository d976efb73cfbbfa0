package io.picsou.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryHeaders;
import io.picsou.core.entry.Frame;
import io.picsou.core.entry.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PicsouSourceTaskTest {
  static final Map<String, String> SETTINGS =
      Map.of(
          "topic", "log",
          "picsou.link.id", "a-b",
          "picsou.sending.cluster", "a",
          "picsou.sending.replicas", "0,1,2",
          "picsou.receiving.cluster", "b",
          "picsou.receiving.replicas", "0@localhost:7100,1@localhost:7101,2@localhost:7102",
          "picsou.replica.id", "0");

  private final AtomicLong now = new AtomicLong();
  private final FakeReceiver receiver = new FakeReceiver();
  private final List<Long> openedAt = new ArrayList<>();

  @Test
  void entriesBecomeRecords() throws Exception {
    Entry entry =
        new Entry(
            1,
            new byte[] {1},
            null,
            List.of(new Header("h", new byte[] {10}), new Header("n", null)));
    PicsouSourceTask task = started(new StoredOffsets(), Map.of());
    receiver.arriving.add(Frame.of(List.of(entry)));

    SourceRecord record = task.poll().get(0);

    assertThat(record.topic()).isEqualTo("log");
    assertThat(record.kafkaPartition()).isZero();
    assertThat(record.key()).isEqualTo(new byte[] {1});
    assertThat(record.value()).isNull();
    assertThat(record.valueSchema().isOptional()).isTrue();
    assertThat(record.sourcePartition()).isEqualTo(Map.of("rsm", "a"));
    assertThat(record.sourceOffset()).isEqualTo(Map.of("seq", 1L));
    assertThat(header(record, EntryHeaders.SEQUENCE)).isEqualTo("1");
    assertThat(header(record, EntryHeaders.RSM)).isEqualTo("a");
    assertThat(header(record, EntryHeaders.OWN + "h")).isEqualTo("x0a");
    assertThat(header(record, EntryHeaders.OWN + "n")).isEqualTo("x-");
  }

  @Test
  void goesOnBehindTheStoredOffset() throws Exception {
    // Connect's JSON offsets come back as the smallest type that fits.
    StoredOffsets stored = new StoredOffsets().with("a", Map.of("seq", 41));

    PicsouSourceTask task = started(stored, Map.of());

    assertThat(task.poll()).isNull();
    assertThat(openedAt).containsExactly(41L);
  }

  @Test
  void refusesAStoredOffsetThatIsNotIts() {
    StoredOffsets stored = new StoredOffsets().with("a", Map.of("seq", "many"));

    assertThatThrownBy(() -> started(stored, Map.of()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("seq=many")
        .hasMessageContaining("/connectors/NAME/offsets");
  }

  @Test
  void acknowledgesTheContiguousPartThatIsInTheTopic() throws Exception {
    PicsouSourceTask task = started(new StoredOffsets(), Map.of());
    receiver.arriving.add(run(1, 4));
    List<SourceRecord> records = task.poll();

    task.commitRecord(records.get(2), null);
    assertThat(receiver.durable).isZero();
    task.commitRecord(records.get(0), null);
    assertThat(receiver.durable).isEqualTo(1);
    task.commitRecord(records.get(1), null);
    assertThat(receiver.durable).isEqualTo(3);
  }

  @Test
  void batchesAreBounded() throws Exception {
    PicsouSourceTask task = started(new StoredOffsets(), Map.of("poll.max.records", "5"));
    receiver.arriving.add(run(1, 3));
    receiver.arriving.add(run(4, 6));
    receiver.arriving.add(run(7, 9));

    assertThat(task.poll()).hasSize(6);
    assertThat(task.poll()).hasSize(3);
  }

  @Test
  void waitsWhileTooManyAreOnTheirWayIntoTheTopic() throws Exception {
    PicsouSourceTask task = new PicsouSourceTask((link, after) -> receiver, now::get, 3);
    start(task, new StoredOffsets(), Map.of("poll.max.records", "1"));
    receiver.arriving.add(run(1, 3));
    receiver.arriving.add(run(4, 4));
    List<SourceRecord> records = task.poll();

    assertThat(task.poll()).isNull();
    task.commitRecord(records.get(0), null);
    assertThat(task.poll()).hasSize(1);
  }

  @Test
  void failsWithTheEndpointsReason() throws Exception {
    PicsouSourceTask task = started(new StoredOffsets(), Map.of());
    task.poll();
    receiver.failure = new IllegalStateException("broken");

    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("a-b")
        .hasMessageContaining("broken");
  }

  @Test
  void waitsForAnAddressInUseButNotForEver() {
    PicsouSourceTask task =
        new PicsouSourceTask(
            (link, after) -> {
              throw new UncheckedIOException(new IOException("address in use"));
            },
            now::get,
            100);
    start(task, new StoredOffsets(), Map.of());

    assertThatThrownBy(task::poll).isInstanceOf(RetriableException.class);
    now.addAndGet(PicsouSourceTask.BIND_PATIENCE.toNanos() + 1);
    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("address in use")
        .hasMessageContaining("picsou.listen");
  }

  @Test
  void stopsMoreThanOnceAndThenPollsNothing() throws Exception {
    PicsouSourceTask task = started(new StoredOffsets(), Map.of());
    task.poll();

    task.stop();
    task.stop();

    assertThat(receiver.closed).isTrue();
    assertThat(task.poll()).isNull();
  }

  @Test
  void stopsBeforeItWasStarted() {
    PicsouSourceTask task = new PicsouSourceTask();

    task.stop();

    assertThat(task.version()).isNotBlank();
  }

  static Frame run(long first, long last) {
    return Frame.of(
        LongStream.rangeClosed(first, last).mapToObj(k -> Entry.of(k, new byte[10])).toList());
  }

  private PicsouSourceTask started(StoredOffsets stored, Map<String, String> extra) {
    PicsouSourceTask task =
        new PicsouSourceTask(
            (link, after) -> {
              openedAt.add(after);
              return receiver;
            },
            now::get,
            100);
    start(task, stored, extra);
    return task;
  }

  private static void start(
      PicsouSourceTask task, StoredOffsets stored, Map<String, String> extra) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.putAll(extra);
    task.initialize(stored);
    task.start(settings);
  }

  private static Object header(SourceRecord record, String name) {
    return record.headers().lastWithName(name).value();
  }
}
