package io.picsou.it;

import io.picsou.connect.sink.EtcdSinkConnector;
import io.picsou.connect.sink.FileSinkConnector;
import io.picsou.connect.sink.PicsouSinkConnector;
import io.picsou.connect.source.EtcdSourceConnector;
import io.picsou.connect.source.FileSourceConnector;
import io.picsou.connect.source.PicsouSourceConnector;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.connect.connector.Connector;

/** Writes the reference of all settings from what the connectors define. */
final class ConfigurationDoc {
  private static final String HEAD =
      """
      # Configuration

      Written by the build from the connectors' own definitions (`make docs`); do not edit.

      These come beside Connect's own settings (`name`, `connector.class`, `topics`, …). For all
      of the connectors:

      * One connector is one replica and runs one task: `tasks.max=1`.
      * A log is one topic with one partition, and has one writer.
      * `key.converter` and `value.converter` are
        `org.apache.kafka.connect.converters.ByteArrayConverter`.
      * `errors.tolerance` stays at `none`: a skipped record would be a gap in the log.
      * A key that begins like ours (`picsou.`, `etcd.`, `file.`, `rsm.`, `poll.`) and is not
        defined for the connector is an error.
      * Times end in `.ms`, sizes in `.bytes`.

      A record has the entry's key and payload as its key and value, and the headers `picsou.seq`
      (the sequence), `picsou.rsm` (whose log it is) and `picsou.header.NAME` (the entry's own).

      Source offsets are `{"rsm": id}` → `{"seq": last sequence}`; etcd adds `cluster_id`, the
      log file `position`, the byte behind the entry. They may be altered by REST while the
      connector is stopped.

      A sink that reads what a source wrote with exactly-once support needs
      `consumer.override.isolation.level=read_committed`. Such a source is best left at
      `transaction.boundary=poll`: entries are acknowledged when their transaction is committed.
      """;

  private static final List<Connector> CONNECTORS =
      List.of(
          new FileSourceConnector(),
          new EtcdSourceConnector(),
          new PicsouSourceConnector(),
          new PicsouSinkConnector(),
          new EtcdSinkConnector(),
          new FileSinkConnector());

  private ConfigurationDoc() {}

  static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    CONNECTORS.forEach(connector -> append(connector, out));
    return out.toString();
  }

  private static void append(Connector connector, StringBuilder out) {
    ConfigDef definition = connector.config();
    out.append("\n## ").append(connector.getClass().getSimpleName()).append("\n\n`");
    out.append(connector.getClass().getName()).append("`\n");
    for (String group : definition.groups()) {
      out.append("\n### ").append(group).append("\n\n");
      out.append("| setting | type | default | importance | meaning |\n|---|---|---|---|---|\n");
      definition.configKeys().values().stream()
          .filter(key -> Objects.equals(key.group, group))
          .sorted(Comparator.comparingInt(key -> key.orderInGroup))
          .forEach(key -> out.append(row(key)));
    }
  }

  private static String row(ConfigKey key) {
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(key.name, type(key), value(key), lower(key.importance), cell(key.documentation));
  }

  private static String type(ConfigKey key) {
    String type = lower(key.type);
    return key.validator instanceof ConfigDef.ValidString
            || key.validator instanceof ConfigDef.Range
        ? type + " " + cell(key.validator.toString())
        : type;
  }

  private static String value(ConfigKey key) {
    if (!key.hasDefault()) {
      return "**required**";
    }
    Object value = key.defaultValue;
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
            : String.valueOf(value == null || key.type == ConfigDef.Type.PASSWORD ? "" : value);
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace('\n', ' ');
  }
}
