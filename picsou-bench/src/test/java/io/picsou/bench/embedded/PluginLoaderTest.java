package io.picsou.bench.embedded;

import static io.picsou.bench.embedded.FakeConnectors.file;
import static io.picsou.bench.embedded.FakeConnectors.sink;
import static io.picsou.bench.embedded.FakeConnectors.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PluginLoaderTest {
  @Test
  void takesGoodFiles() {
    ConnectorFile withConverter =
        file(
            "sink",
            FakeConnectors.Sink.class,
            Map.of("topics", " a , b", "value.converter", "X", "tasks.max", "1"));
    List<PluginLoader.Checked> checked =
        PluginLoader.check(List.of(source("source", "a"), withConverter));
    assertThat(checked).hasSize(2);
    assertThat(checked.get(1).isSink()).isTrue();
    assertThat(checked.get(1).topics()).containsExactly("a", "b");
  }

  @Test
  void reportsEveryProblemAtOnceWithFileAndSetting() {
    List<ConnectorFile> files =
        List.of(
            file("a", FakeConnectors.Source.class, Map.of("start", "soon", "tpoic", "t")),
            file("b", FakeConnectors.Sink.class, Map.of("transforms", "x", "topics", " ")),
            new ConnectorFile("c.properties", Map.of("connector.class", "no.such.Connector")),
            new ConnectorFile("d.properties", Map.of("name", "d")),
            file("e", String.class, Map.of()),
            sink("b", "t"));
    assertThatThrownBy(() -> PluginLoader.check(files))
        .isInstanceOf(InvalidConfigurationException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .anySatisfy(l -> assertThat(l).startsWith("a.properties: topic: "))
                    .anySatisfy(l -> assertThat(l).startsWith("a.properties: start: "))
                    .anySatisfy(l -> assertThat(l).startsWith("a.properties: tpoic: is no setting"))
                    .anySatisfy(l -> assertThat(l).startsWith("b.properties: transforms: is not"))
                    .anySatisfy(l -> assertThat(l).startsWith("b.properties: topics: is missing"))
                    .anySatisfy(l -> assertThat(l).startsWith("b.properties: name: 'b' is taken"))
                    .anySatisfy(l -> assertThat(l).startsWith("c.properties: name: is missing"))
                    .anySatisfy(l -> assertThat(l).contains("there is no class no.such.Connector"))
                    .anySatisfy(l -> assertThat(l).startsWith("d.properties: connector.class: is"))
                    .anySatisfy(l -> assertThat(l).contains("java.lang.String is no source"))
                    .hasSize(10));
  }
}
