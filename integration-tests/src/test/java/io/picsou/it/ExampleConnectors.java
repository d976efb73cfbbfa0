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

  private final Map<String, String> addresses;

  /**
   * @param addresses what stands in this run for a host:port of the examples
   */
  ExampleConnectors(Map<String, String> addresses) {
    this.addresses = Map.copyOf(addresses);
  }

  /** Gives a worker all connectors of side a or b and waits until they run. */
  void register(String side, ConnectRest worker) {
    Map<String, Map<String, String>> connectors = of(side);
    connectors.forEach(worker::put);
    connectors.keySet().forEach(worker::awaitRunning);
  }

  private Map<String, Map<String, String>> of(String side) {
    Map<String, Map<String, String>> connectors = new TreeMap<>();
    Path directory = TestFiles.examples().resolve("connect").resolve(side);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString().replace(".json", "");
        connectors.put(
            name, JSON.readValue(replaced(Files.readString(file)), new TypeReference<>() {}));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connectors;
  }

  private String replaced(String text) {
    String result = text;
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      result = result.replace(address.getKey(), address.getValue());
    }
    return result;
  }
}
