package io.picsou.bench.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.Picsou;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedRunnerTest {
  @TempDir private Path directory;

  private String run(int exit, String... more) {
    StringWriter out = new StringWriter();
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("bench", "run", "--simulated", "--results", directory.toString()));
    arguments.addAll(List.of(more));
    int code =
        Picsou.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(code).as(out.toString()).isEqualTo(exit);
    return out.toString();
  }

  @Test
  void theCommandWritesWhatTheReportDrawsBesideMeasurements() throws Exception {
    ResultStore store = new ResultStore(directory);
    store.write(SampleResults.of(Point.of("PICSOU", 4, 1_000_000), Kind.MEASURED));
    String[] only = {"--graph", "Size @ 1MB", "--only", "-n4-1000000B"};
    assertThat(run(0, only)).contains("7 points, 0 of them there already");
    assertThat(run(0, only)).contains("7 points, 7 of them there already");
    assertThat(store.all().damaged()).isEmpty();
    assertThat(store.all().results())
        .filteredOn(result -> result.kind() == Kind.SIMULATED)
        .extracting(result -> result.point().name())
        .containsExactlyInAnyOrder(
            "picsou-n4-1000000B",
            "picsou-n4-1000000B-phi256",
            "ata-n4-1000000B",
            "ost-n4-1000000B",
            "otu-n4-1000000B",
            "ll-n4-1000000B",
            "kafka-n4-1000000B");
    StringWriter text = new StringWriter();
    Picsou.commandLine()
        .setOut(new PrintWriter(text, true))
        .execute("bench", "report", "--results", directory.toString());
    assertThat(text.toString())
        .contains("PICSOU (simulated)", "KAFKA (upper bound)")
        .containsPattern(
            "Local, 1MB-messages: PICSOU to ATA +2\\.5-15×[^×]+[34]\\.[0-9]{1,2}× \\(n = 4\\)");
  }

  @Test
  void roundsMakeNoSense() {
    assertThat(run(2, "--rounds", "3")).contains("--rounds: what is simulated comes out the same");
  }

  @Test
  void everyPointCanBeSimulated() {
    assertThat(GridRun.points(Grid.full(), Kind.SIMULATED))
        .hasSizeGreaterThan(GridRun.points(Grid.full(), Kind.MEASURED).size())
        .allSatisfy(
            point -> {
              Timing virtual = PublishedTestbed.virtual(point, SampleResults.TIMING);
              assertThat(virtual.seconds()).isBetween(0.01, SampleResults.TIMING.seconds());
            });
  }
}
