package io.picsou.it;

import io.picsou.bench.Picsou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A {@code picsou shim} command in a process of its own, which ends with the test's JVM. */
final class ShimProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 30;

  private final Process process;

  private ShimProcess(Process process) {
    this.process = process;
  }

  /** Starts {@code shim produce}; its settings and output go to a directory. */
  static ShimProcess produce(Path directory, Map<String, String> settings) throws IOException {
    Files.createDirectories(directory);
    Properties properties = new Properties();
    properties.putAll(settings);
    Path config = directory.resolve("shim.properties");
    TestFiles.write(config, properties);
    return new ShimProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Picsou.class.getName(),
                "shim",
                "produce",
                "--until-eof",
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("output").toFile()))
            .start());
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
