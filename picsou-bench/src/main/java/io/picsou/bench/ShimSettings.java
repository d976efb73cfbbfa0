package io.picsou.bench;

import io.picsou.bench.embedded.ConnectorFile;
import io.picsou.bench.embedded.InvalidConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/** Where a shim's settings come from: a file, and what the command line says over it. */
final class ShimSettings {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The shim's settings, a properties file.")
  private Path file;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Brokers to begin with, instead of the file's bootstrap.servers.")
  private String bootstrap;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting over the file's; may be repeated.")
  private Map<String, String> over = Map.of();

  /**
   * Parses them.
   *
   * @throws InvalidConfigurationException naming the file if they are not valid
   */
  <S> S read(Function<Map<String, String>, S> parser) {
    ConnectorFile read =
        file == null ? new ConnectorFile("command line", Map.of()) : ConnectorFile.read(file);
    Map<String, String> settings = new TreeMap<>(read.settings());
    settings.putAll(over);
    if (bootstrap != null) {
      settings.put("bootstrap.servers", bootstrap);
    }
    try {
      return parser.apply(settings);
    } catch (ConfigException e) {
      throw new InvalidConfigurationException(List.of(read.origin() + ": " + e.getMessage()));
    }
  }
}
