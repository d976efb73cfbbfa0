package io.picsou.rsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoundProcessIT {
  private static final List<String> SLEEPER = List.of("sleep", "1000");

  @TempDir private Path directory;

  /** What stands for the JVM of the tests: starts a process, says which, and waits. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Process child = BoundProcess.start(SLEEPER, Path.of(args[0]));
    System.out.println(child.pid());
    child.waitFor();
  }

  @Test
  void diesWhenItsParentIsKilled() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process parent =
        BoundProcess.builder(
                List.of(
                    java,
                    "-cp",
                    System.getProperty("java.class.path"),
                    BoundProcessIT.class.getName(),
                    directory.resolve("output").toString()))
            .start();
    try (BufferedReader said = parent.inputReader()) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      await().until(() -> child.info().command().orElse("").endsWith("sleep"));
      parent.destroyForcibly().waitFor();
      assertThat(child.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void isTheProgramItselfAndLeavesNoWatcherBehind() throws Exception {
    Process process = BoundProcess.start(SLEEPER, directory.resolve("output"));
    await().until(() -> process.info().command().orElse("").endsWith("sleep"));
    List<ProcessHandle> watchers = process.children().toList();
    assertThat(watchers).isNotEmpty();
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    await().until(() -> watchers.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(Files.readString(directory.resolve("output"))).isEmpty();
  }
}
