package io.picsou.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where the build put what the tests run, and where the tests may write. */
final class TestFiles {
  private TestFiles() {}

  /** The jars of a broker and a Connect worker. */
  static Path kafkaLibs() {
    return built("picsou.it.kafka-libs");
  }

  /** A plugin path with Kafka's own file connectors. */
  static Path filePlugins() {
    return built("picsou.it.file-plugins");
  }

  /** The plugin archive of picsou-connect-source. */
  static Path sourceArchive() {
    return built("picsou.it.source-archive");
  }

  /** The plugin archive of picsou-connect-sink. */
  static Path sinkArchive() {
    return built("picsou.it.sink-archive");
  }

  /** The example configurations of the repository. */
  static Path examples() {
    return built("picsou.it.examples");
  }

  /** The configuration that compose gives to the worker of a side. */
  static Properties exampleWorker(String side) {
    Path file = examples().resolve("compose/worker.properties");
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file).replace("@SIDE@", side)));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty directory under target/ for one test; what an earlier run left there is gone. */
  static Path workDirectory(Class<?> test) {
    Path directory = Path.of("target", "it", test.getSimpleName()).toAbsolutePath();
    try {
      deleteTree(directory);
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks a plugin archive the way a Connect operator does, under {@code pluginPath}. */
  static void unpack(Path archive, Path pluginPath) {
    try (InputStream file = Files.newInputStream(archive);
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        unpackEntry(zip, entry, pluginPath);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, Properties properties) {
    try {
      Files.createDirectories(file.getParent());
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpackEntry(ZipInputStream zip, ZipEntry entry, Path pluginPath)
      throws IOException {
    Path target = pluginPath.resolve(entry.getName()).normalize();
    if (!target.startsWith(pluginPath)) {
      throw new IOException("entry " + entry.getName() + " leaves the archive's directory");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(zip, target);
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Path built(String property) {
    String value = System.getProperty(property);
    if (value == null || !Files.exists(Path.of(value))) {
      throw new IllegalStateException(
          "no " + property + " at " + value + ": run the tests by 'mvn verify' from the root");
    }
    return Path.of(value).toAbsolutePath().normalize();
  }
}
