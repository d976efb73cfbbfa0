package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher script, in a copy of the project that is built already and has spaces in its path.
 */
class LauncherIT {
  private static final Path SCRIPT = Path.of("..", "picsou").toAbsolutePath().normalize();

  @TempDir private Path directory;
  private Path root;

  private record Result(int exitCode, String output) {}

  @BeforeEach
  void copyProject() throws IOException {
    root = Files.createDirectories(directory.resolve("a clone"));
    Path target = Files.createDirectories(root.resolve("picsou-bench/target"));
    Files.copy(SCRIPT, root.resolve("picsou"));
    assertThat(root.resolve("picsou").toFile().setExecutable(true)).isTrue();
    Files.writeString(target.resolve("class-path"), System.getProperty("java.class.path"));
  }

  private Result launch(Path script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("bash", script.toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment);
    Process process = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), output);
  }

  private Map<String, String> fakeJava(String version) throws IOException {
    Path home = directory.resolve("fake jdk");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return Map.of("JAVA_HOME", home.toString());
  }

  @Test
  void runsTheCommandFromAnywhereAndPassesItsExitCodeOn() throws Exception {
    assertThat(launch(root.resolve("picsou"), Map.of(), "--version"))
        .isEqualTo(new Result(0, "picsou 0.1.0" + System.lineSeparator()));
    assertThat(launch(root.resolve("picsou"), Map.of(), "run", "no such file").exitCode())
        .isEqualTo(2);
  }

  @Test
  void runsThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), root.resolve("picsou"));
    assertThat(launch(link, Map.of(), "--version").output()).startsWith("picsou 0.1.0");
  }

  @Test
  void oldJavaIsTurnedAway() throws Exception {
    Result result = launch(root.resolve("picsou"), fakeJava("11.0.2"), "--version");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("is Java 11").contains("17 or newer");
  }

  @Test
  void missingMavenIsNamedWhenABuildIsNeeded() throws Exception {
    Files.delete(root.resolve("picsou-bench/target/class-path"));
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : new String[] {"dirname", "sed", "head", "find", "bash", "cat"}) {
      Path wrapper = tools.resolve(tool);
      Files.writeString(wrapper, "#!/bin/sh\nexec " + which(tool) + " \"$@\"\n");
      assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    }
    Map<String, String> environment =
        Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home"));
    Result result = launch(root.resolve("picsou"), environment, "--version");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("there is no mvn");
  }

  private static Path which(String tool) {
    for (String place : System.getenv("PATH").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(place, tool))) {
        return Path.of(place, tool);
      }
    }
    throw new AssertionError("there is no " + tool);
  }
}
