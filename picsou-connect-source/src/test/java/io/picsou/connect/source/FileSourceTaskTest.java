package io.picsou.connect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.rsm.file.FileLogAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTaskTest {
  @TempDir Path directory;
  private Path path;
  private FileSourceTask task = new FileSourceTask();

  @BeforeEach
  void writeLog() {
    path = directory.resolve("a.log");
    try (FileLogAppender log = FileLogAppender.open(path)) {
      log.append(PicsouSourceTaskTest.run(1, 10));
    }
  }

  @AfterEach
  void stop() {
    task.stop();
  }

  @Test
  void readsTheLogInOrder() throws Exception {
    start(new StoredOffsets(), 100);

    List<SourceRecord> records = task.poll();

    assertThat(records).extracting(FileSourceTaskTest::sequence).containsExactly(range(1, 10));
  }

  @Test
  void cutsBatches() throws Exception {
    start(new StoredOffsets(), 4);

    assertThat(task.poll()).extracting(FileSourceTaskTest::sequence).containsExactly(range(1, 4));
    assertThat(task.poll()).extracting(FileSourceTaskTest::sequence).containsExactly(range(5, 8));
    assertThat(task.poll()).extracting(FileSourceTaskTest::sequence).containsExactly(range(9, 10));
  }

  @Test
  void goesOnBehindAnyOffsetItGave() throws Exception {
    start(new StoredOffsets(), 4);
    SourceRecord third = task.poll().get(2);
    task.stop();

    @SuppressWarnings("unchecked")
    Map<String, Object> offset = (Map<String, Object>) third.sourceOffset();
    task = new FileSourceTask();
    start(new StoredOffsets().with("a", offset), 100);

    assertThat(task.poll()).extracting(FileSourceTaskTest::sequence).containsExactly(range(4, 10));
  }

  @Test
  void positionIsTheByteBehindTheEntry() throws Exception {
    start(new StoredOffsets(), 100);

    SourceRecord last = task.poll().get(9);

    assertThat(last.sourceOffset().get("position")).isEqualTo(Files.size(path));
  }

  @Test
  void failsAtADamagedRecordAfterHandingOutTheOnesBefore() throws Exception {
    damage(Files.size(path) / 2);
    start(new StoredOffsets(), 100);

    assertThat(task.poll()).isNotEmpty();
    assertThatThrownBy(task::poll)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(path.toString());
  }

  private void damage(long at) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    bytes[(int) at] ^= 0x55;
    Files.write(path, bytes);
  }

  private void start(StoredOffsets stored, int maxRecords) {
    Map<String, String> settings = new HashMap<>();
    settings.put("topic", "log");
    settings.put("rsm.id", "a");
    settings.put("file.path", path.toString());
    settings.put("poll.max.records", Integer.toString(maxRecords));
    task.initialize(stored);
    task.start(settings);
  }

  private static Object sequence(SourceRecord record) {
    return record.sourceOffset().get("seq");
  }

  private static Object[] range(long first, long last) {
    return java.util.stream.LongStream.rangeClosed(first, last).boxed().toArray();
  }
}
