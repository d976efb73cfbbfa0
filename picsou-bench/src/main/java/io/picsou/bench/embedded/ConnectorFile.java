package io.picsou.bench.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * One connector's settings, as a properties file for Connect's standalone mode holds them.
 *
 * @param origin where they came from, for messages
 * @param settings never null
 */
public record ConnectorFile(String origin, Map<String, String> settings) {
  static final String NAME = "name";
  static final String CONNECTOR_CLASS = "connector.class";
  static final String TOPICS = "topics";

  public ConnectorFile {
    settings = Map.copyOf(settings);
  }

  /**
   * Reads a properties file in UTF-8.
   *
   * @throws InvalidConfigurationException if it cannot be read
   */
  public static ConnectorFile read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new InvalidConfigurationException(List.of(file + ": there is no such file"));
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidConfigurationException(List.of(file + ": cannot be read: " + e));
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(k -> settings.put(k, properties.getProperty(k).trim()));
    return new ConnectorFile(file.toString(), settings);
  }

  String name() {
    return settings.get(NAME);
  }

  String connectorClass() {
    return settings.get(CONNECTOR_CLASS);
  }
}
