package io.picsou.bench.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetsFileTest {
  private static final Map<String, String> RSM = Map.of("rsm", "A");

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("offsets");
  }

  private static InFlight.Released released(long first, SourceRecord... records) {
    PipelineOptions options =
        new PipelineOptions(Path.of("unused"), Duration.ZERO, 1, 1, Duration.ZERO);
    return new InFlight.Released(new Topic("t", 0, options), first, List.of(records));
  }

  private static SourceRecord record(Map<String, String> partition, long sequence) {
    return new SourceRecord(partition, Map.of("seq", sequence), "t", null, null);
  }

  private Map<String, Object> savedOffset(Map<String, String> partition) {
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      return offsets.reader("source").offset(partition);
    }
  }

  @Test
  void savesTheLatestOffsetOfEachPartition() throws IOException {
    Map<String, String> other = Map.of("rsm", "B");
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      offsets.confirmed("source", released(0, record(RSM, 1), record(other, 7), record(RSM, 2)));
      offsets.save();
    }
    assertThat(savedOffset(RSM)).containsExactly(Map.entry("seq", 2L));
    assertThat(savedOffset(other)).containsExactly(Map.entry("seq", 7L));
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      assertThat(offsets.next("t")).isEqualTo(3);
      assertThat(offsets.reader("stranger").offset(RSM)).isNull();
      assertThat(offsets.reader("source").offsets(List.of(RSM, Map.of("rsm", "C"))))
          .containsOnlyKeys(RSM);
    }
  }

  @Test
  void crashBeforeTheRenameLeavesTheOldState() throws IOException {
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      offsets.confirmed("source", released(0, record(RSM, 1)));
      offsets.save();
    }
    Files.writeString(directory.resolve("offsets.next"), "{\"connectors\": {\"sou");
    assertThat(savedOffset(RSM)).containsEntry("seq", 1L);
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      offsets.confirmed("source", released(1, record(RSM, 2)));
      offsets.save();
    }
    assertThat(savedOffset(RSM)).containsEntry("seq", 2L);
  }

  @Test
  void notesNothingBeforeItIsSaved() {
    try (OffsetsFile offsets = OffsetsFile.open(file)) {
      offsets.confirmed("source", released(0, record(RSM, 1)));
    }
    assertThat(savedOffset(RSM)).isNull();
  }

  @Test
  void damagedFileIsNamedWithWhatToDo() throws IOException {
    for (String damaged : List.of("", "{\"connectors\":", "{}", "[]")) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> OffsetsFile.open(file))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("mend or delete");
    }
  }

  @Test
  void secondUserIsTurnedAway() {
    try (OffsetsFile first = OffsetsFile.open(file)) {
      assertThat(first.next("t")).isZero();
      assertThatThrownBy(() -> OffsetsFile.open(file))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining("--offsets");
    }
    try (OffsetsFile again = OffsetsFile.open(file)) {
      assertThat(again.next("t")).isZero();
    }
  }
}
