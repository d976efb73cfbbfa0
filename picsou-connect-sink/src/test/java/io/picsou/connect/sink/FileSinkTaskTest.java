package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTaskTest {
  @TempDir Path directory;

  @Test
  void writesTheSameFileAcrossRestarts() {
    Path original = directory.resolve("a.log");
    try (FileLogAppender log = FileLogAppender.open(original)) {
      log.append(
          Frame.of(LongStream.rangeClosed(1, 50).mapToObj(k -> Entry.of(k, new byte[8])).toList()));
    }
    Path copy = directory.resolve("b.log");
    Map<String, String> settings = Map.of("topics", "log", "file.path", copy.toString());
    FakeWorker worker = new FakeWorker();
    worker.append(1, 50);
    worker.batch = 30;

    FileSinkTask first = new FileSinkTask();
    worker.run(first, settings);
    worker.round();
    first.stop();
    FileSinkTask second = new FileSinkTask();
    worker.run(second, settings);
    worker.rounds(2);
    second.stop();
    second.stop();

    assertThat(copy).hasSameBinaryContentAs(original);
  }
}
