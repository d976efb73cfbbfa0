package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in examples/file/ as they are, but for ports and places. */
class ExamplesIT {
  private static final Path EXAMPLES = Path.of("..", "examples", "file");
  private static final List<String> PORTS = List.of("7400", "7401");

  @TempDir private Path directory;

  private static void picsou(List<String> arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        Picsou.commandLine()
            .setOut(new PrintWriter(new StringWriter(), true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(exitCode).as("picsou %s: %s", arguments, err).isZero();
  }

  private List<String> adapted() throws IOException {
    List<String> free = freePorts();
    List<String> files = new ArrayList<>();
    try (Stream<Path> examples = Files.list(EXAMPLES)) {
      for (Path example : examples.sorted().toList()) {
        String text =
            Files.readString(example).replace("file.path=", "file.path=" + directory + "/");
        for (int i = 0; i < PORTS.size(); i++) {
          text = text.replace(PORTS.get(i), free.get(i));
        }
        Path file = directory.resolve(example.getFileName());
        files.add(Files.writeString(file, text).toString());
      }
    }
    return files;
  }

  private static List<String> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket two = new ServerSocket(0, 1, loopback)) {
      return List.of(String.valueOf(one.getLocalPort()), String.valueOf(two.getLocalPort()));
    }
  }

  @Test
  void carryTheLogOfAToBothReplicasOfB() throws IOException {
    List<Path> a = List.of(directory.resolve("a-0.log"), directory.resolve("a-1.log"));
    for (Path log : a) {
      picsou(List.of("log", "append", log.toString(), "--count=2000", "--bytes=500"));
    }
    List<String> run = new ArrayList<>(List.of("run"));
    run.addAll(adapted());
    run.addAll(List.of("--until-idle=5", "--offsets", directory.resolve("offsets").toString()));
    picsou(run);
    for (String b : List.of("b-0.log", "b-1.log")) {
      assertThat(directory.resolve(b)).hasSameBinaryContentAs(a.get(0));
    }

    // A second run goes on where the first one ended.
    for (Path log : a) {
      picsou(List.of("log", "append", log.toString(), "one more"));
    }
    picsou(run);
    for (String b : List.of("b-0.log", "b-1.log")) {
      assertThat(directory.resolve(b)).hasSameBinaryContentAs(a.get(0));
    }
  }
}
