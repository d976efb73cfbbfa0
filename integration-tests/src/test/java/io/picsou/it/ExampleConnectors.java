package io.picsou.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The connectors of {@code examples/connect}, which newcomers and compose use too. */
final class ExampleConnectors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ExampleConnectors() {}

  /** The configurations for the worker of side a or b, by connector name. */
  static Map<String, Map<String, String>> of(String side) {
    Map<String, Map<String, String>> connectors = new TreeMap<>();
    Path directory = TestFiles.examples().resolve("connect").resolve(side);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".json", "");
        connectors.put(name, JSON.readValue(file.toFile(), new TypeReference<>() {}));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connectors;
  }
}
