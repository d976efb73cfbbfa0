package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.picsou.bench.embedded.ConnectorProgress;
import io.picsou.bench.embedded.ConnectorState;
import io.picsou.bench.embedded.FakeConnectors;
import io.picsou.bench.embedded.StatisticsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final String SOURCE = FakeConnectors.Source.class.getName();
  private static final String SINK = FakeConnectors.Sink.class.getName();

  @TempDir private Path directory;
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void forgetProbes() {
    FakeConnectors.reset();
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines));
  }

  private int run(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("run"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    all.add("--offsets=" + directory.resolve("offsets"));
    return Picsou.commandLine()
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private Path source() throws IOException {
    return file("source.properties", "name=source", "connector.class=" + SOURCE, "topic=t");
  }

  private Path sink() throws IOException {
    return file("sink.properties", "name=sink", "connector.class=" + SINK, "topics=t");
  }

  @Test
  void runsUntilIdleAndWritesStatistics() throws IOException {
    FakeConnectors.probe("source").limit = 100;
    Path statistics = directory.resolve("stats.json");
    assertThat(run(source(), sink(), "--until-idle=0.2", "--stats", statistics)).isZero();
    assertThat(FakeConnectors.probe("sink").values).hasSize(100);
    assertThat(StatisticsFile.read(statistics).connectors())
        .allSatisfy(connector -> assertThat(connector.confirmed()).isEqualTo(100))
        .hasSize(2);
  }

  @Test
  void stopsWhenTheTimeIsUp() throws IOException {
    assertThat(run(source(), sink(), "--for=0.1")).isZero();
    assertThat(FakeConnectors.probe("source").stopped).isTrue();
  }

  @Test
  void failedTaskIsNamedAndEndsWithOneOnceTheRestIsIdle() throws IOException {
    FakeConnectors.probe("sink").fatal = new IllegalStateException("disk full");
    Path statistics = directory.resolve("stats.json");
    assertThat(run(source(), sink(), "--until-idle=0.2", "--stats", statistics)).isEqualTo(1);
    assertThat(err.toString())
        .contains("sink failed: disk full")
        .contains("ended with failures, told of above: sink");
    assertThat(FakeConnectors.probe("source").stopped).isTrue();
    assertThat(StatisticsFile.read(statistics).connectors())
        .extracting(ConnectorProgress::connector, ConnectorProgress::state)
        .contains(tuple("sink", ConnectorState.FAILED), tuple("source", ConnectorState.RUNNING));
  }

  @Test
  void endsWithOneWhenNoConnectorIsLeft() throws IOException {
    FakeConnectors.probe("sink").fatal = new IllegalStateException("disk full");
    FakeConnectors.probe("source").fatal = new IllegalStateException("log damaged");
    assertThat(run(source(), sink())).isEqualTo(1);
    assertThat(err.toString()).contains("sink failed: disk full", "source failed: log damaged");
  }

  @Test
  void givesUpWhenNothingMovesThoughSomethingWaits() throws IOException {
    FakeConnectors.probe("source").limit = 100;
    FakeConnectors.probe("sink").safe = 90;
    assertThat(run(source(), sink(), "--until-idle=0.2", "--give-up=0.5")).isEqualTo(1);
    assertThat(err.toString()).contains("is not confirmed: source with 10 records, sink with 10");
  }

  @Test
  void endsAtTheFirstFailureIfTold() throws IOException {
    FakeConnectors.probe("sink").fatal = new IllegalStateException("disk full");
    assertThat(run(source(), sink(), "--until-failure")).isEqualTo(1);
    assertThat(FakeConnectors.probe("source").stopped).isTrue();
  }

  @Test
  void everyWrongSettingIsNamedAndEndsWithTwo() throws IOException {
    Path wrong = file("wrong.properties", "name=x", "connector.class=" + SOURCE, "start=soon");
    assertThat(run(wrong, file("empty.properties"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("wrong.properties: topic:")
        .contains("wrong.properties: start:")
        .contains("empty.properties: connector.class: is missing");
  }

  @Test
  void everyMissingFileIsNamed() {
    assertThat(run("no-such-file", "nor-this")).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-file: there is no such").contains("nor-this");
  }

  @Test
  void helpNamesEverySubcommand() {
    StringWriter out = new StringWriter();
    assertThat(Picsou.commandLine().setOut(new PrintWriter(out, true)).execute("--help")).isZero();
    assertThat(out.toString()).contains("run");
  }
}
