package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Proves the harness with connectors that are not ours: what the other tests ask of a broker and a
 * worker (archives on the plugin path, exactly-once sources, kill -9 and restart) works by itself.
 */
class ConnectWorkerIT {
  private static final Path WORK = TestFiles.workDirectory(ConnectWorkerIT.class);

  private final Path input = WORK.resolve("input.txt");
  private final Path output = WORK.resolve("output.txt");

  @Test
  void connectorsContinueAfterTheirWorkerWasKilled() throws IOException {
    Files.createFile(output);
    append(1, 100);
    try (KafkaProcess kafka = KafkaProcess.start(WORK);
        ConnectProcess worker =
            ConnectProcess.start(WORK, "it", kafka.bootstrap(), TestFiles.filePlugins())) {
      assertThat(worker.rest().plugins())
          .contains("org.apache.kafka.connect.file.FileStreamSourceConnector");
      kafka.createTopic("lines", 1);
      worker.rest().put("source", source());
      worker.rest().put("sink", sink());
      awaitOutput(100);

      worker.kill();
      append(101, 200);
      worker.restart();

      worker.rest().awaitRunning("source");
      worker.rest().awaitRunning("sink");
      awaitOutput(200);
    }
  }

  private Map<String, String> source() {
    return Map.of(
        "connector.class", "org.apache.kafka.connect.file.FileStreamSourceConnector",
        "tasks.max", "1",
        "file", input.toString(),
        "topic", "lines",
        "exactly.once.support", "required",
        "value.converter", "org.apache.kafka.connect.storage.StringConverter");
  }

  private Map<String, String> sink() {
    return Map.of(
        "connector.class", "org.apache.kafka.connect.file.FileStreamSinkConnector",
        "tasks.max", "1",
        "file", output.toString(),
        "topics", "lines",
        "value.converter", "org.apache.kafka.connect.storage.StringConverter");
  }

  private void append(int first, int last) throws IOException {
    Files.write(input, lines(first, last), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> lines(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> "line " + i).toList();
  }

  /** The sink may write a line again after a crash, as any sink of a file; none may be missing. */
  private void awaitOutput(int last) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(output).stream().distinct())
                    .containsExactlyElementsOf(lines(1, last)));
  }
}
