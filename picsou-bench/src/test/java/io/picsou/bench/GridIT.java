package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A grid of two points, measured for real. */
@Timeout(600)
class GridIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @TempDir private Path directory;

  private PicsouProcess startGrid() throws IOException {
    return PicsouProcess.startInGroup(
        directory,
        List.of(
            "bench",
            "run",
            "--results",
            "results",
            "--quick",
            "--graph",
            "size @ 100B",
            "--only",
            "picsou-n4",
            "--warmup",
            "4",
            "--seconds",
            "4",
            "--rounds",
            "1"));
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Path points = directory.resolve("results/points");
    if (Files.exists(points)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(points)) {
        all.forEach(files::add);
      }
    }
    return files;
  }

  @Test
  void anInterruptedGridIsCompletedByTheNextStart() throws Exception {
    try (PicsouProcess run = startGrid()) {
      run.awaitThat("the first point", LIMIT, () -> files().size() == 1);
      assertThat(run.interrupt(LIMIT)).as(run.output()).isEqualTo(1);
      assertThat(run.output()).contains("interrupted after 1 of 2 points");
      assertThat(run.groupHasEnded()).isTrue();
    }
    assertThat(files()).hasSize(1);
    byte[] first = Files.readAllBytes(files().get(0));
    Path kept = files().get(0);
    try (PicsouProcess run = startGrid()) {
      assertThat(run.awaitEnd(LIMIT)).as(run.output()).isZero();
      assertThat(run.output()).contains("2 points, 1 of them there already");
    }
    assertThat(files()).hasSize(2);
    assertThat(kept).hasBinaryContent(first);
    for (Path file : files()) {
      JsonNode result = new ObjectMapper().readTree(file.toFile());
      assertThat(result.at("/summary/entriesPerSecond/median").asDouble()).isPositive();
      assertThat(result.at("/rounds")).hasSize(1);
      assertThat(result.at("/environment/cores").asInt()).isPositive();
    }
    report();
  }

  private void report() throws IOException, InterruptedException {
    List<String> arguments = List.of("bench", "report", "--results", "results");
    try (PicsouProcess report = PicsouProcess.start(directory, arguments)) {
      assertThat(report.awaitEnd(LIMIT)).as(report.output()).isZero();
      assertThat(report.output()).contains("results/report.html");
    }
    assertThat(directory.resolve("results/graphs/throughput-vs-network-size-100b-messages.png"))
        .isNotEmptyFile();
  }
}
