package io.picsou.bench.net;

import static io.picsou.baseline.kafka.local.LocalKafkaOptions.LIBS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.picsou.bench.Picsou;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real networks, built by the command as a process of its own, as root or by sudo. */
class ShapedNetworkIT {
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final Path NAMESPACES = Path.of("/run/netns");

  @TempDir private Path directory;

  @BeforeAll
  static void needsRoot() throws Exception {
    assertThat(asRoot("true").start().waitFor())
        .as("networks are shaped as root: run the tests as root, or let sudo ask for no password")
        .isZero();
  }

  @Test
  void isAsFastAsAskedFor() throws Exception {
    JsonNode measured =
        measure("--hosts=2", "--nic-mbit=100", "--pair-mbit=60", "--rtt-ms=40").get("measured");
    assertThat(measured.at("/nicMbit/count").asInt()).isEqualTo(4);
    assertThat(measured.at("/nicMbit/median").asDouble()).isBetween(90.0, 100.0);
    assertThat(measured.at("/pairMbit/median").asDouble()).isBetween(50.0, 60.0);
    // Two pairs of one NIC: more than one pair has, and no more than the NIC has.
    assertThat(measured.at("/sharedNicMbit/total").asDouble()).isBetween(80.0, 105.0);
    assertThat(measured.at("/acrossRttMillis").asDouble()).isBetween(40.0, 60.0);
    assertThat(measured.at("/localRttMillis").asDouble()).isLessThan(20.0);
  }

  @Test
  void limitsPairsAlone() throws Exception {
    JsonNode measured = measure("--hosts=2", "--pair-mbit=30").get("measured");
    assertThat(measured.at("/pairMbit/median").asDouble()).isBetween(25.0, 30.0);
    assertThat(measured.at("/sharedNicMbit/total").asDouble()).isBetween(50.0, 60.0);
    assertThat(measured.get("nicMbit").isNull()).isTrue();
  }

  @Test
  void replicasAndBrokersRunOnIt() throws Exception {
    JsonNode result =
        result(
            "compare --strategies=PICSOU,KAFKA --replicas=2 --bytes=10000 --nic-mbit=40"
                + " --pair-mbit=30 --rtt-ms=10 --load=50 --warmup=3 --seconds=5 --rounds=1"
                + " --java=-XX:+UseSerialGC --java=-XX:TieredStopAtLevel=1");
    assertThat(result.at("/network/nicMbit/median").asDouble()).isBetween(30.0, 40.0);
    assertThat(result.at("/network/acrossRttMillis").asDouble()).isGreaterThan(10);
    assertThat(result.at("/ceiling/summary/megabytesPerSecond/median").asDouble())
        .as("one pair of hosts")
        .isBetween(0.1, 30.0 / 8);
    for (JsonNode system : result.get("systems")) {
      JsonNode round = system.at("/rounds/0");
      assertThat(round.at("/verdict/problems")).as(system.get("name").asText()).isEmpty();
      assertThat(round.get("entriesPerSecond").asDouble()).isPositive();
      assertThat(round.at("/latency/p50").asDouble()).as("half a round trip").isGreaterThan(5);
      assertThat(round.at("/cpuSeconds/A").asDouble()).isPositive();
    }
    assertThat(result.at("/systems/1/rounds/0/cpuSeconds/servers").asDouble()).isPositive();
  }

  @Test
  void isGoneWhenInterrupted() throws Exception {
    Process process = start("net --hosts=2 --nic-mbit=100 --rtt-ms=20");
    NamespaceName one = awaitNetwork(process, 5);
    signal("INT", one.pid());
    assertThat(process.waitFor(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(namespacesOf(one.pid())).isEmpty();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNext() throws Exception {
    NamespaceName alive = NamespaceName.ofThisProcess(1_000, "alive");
    List<String> others = List.of(alive.toString(), "foreign-" + alive);
    try {
      for (String name : others) {
        run("ip", "netns", "add", name);
      }
      Process process = start("net --hosts=2 --nic-mbit=100 --rtt-ms=20");
      NamespaceName one = awaitNetwork(process, 5);
      signal("KILL", one.pid());
      process.waitFor();
      assertThat(namespacesOf(one.pid())).hasSize(5);
      measure("--hosts=1", "--nic-mbit=100");
      assertThat(namespacesOf(one.pid())).isEmpty();
      assertThat(namespaces()).containsAll(others);
    } finally {
      for (String name : others) {
        run("ip", "netns", "delete", name);
      }
    }
  }

  private JsonNode measure(String... options) throws Exception {
    return result("net " + String.join(" ", options));
  }

  private JsonNode result(String command) throws Exception {
    Process process = start(command);
    assertThat(process.waitFor(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("err"))).isZero();
    long pid = process.pid();
    assertThat(namespacesOf(pid)).isEmpty();
    return new ObjectMapper().readTree(directory.resolve("out").toFile());
  }

  private Process start(String subcommand) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-D%s=%s".formatted(LIBS, System.getProperty(LIBS)));
    command.addAll(List.of("-Xmx128m", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Picsou.class.getName(), "bench"));
    command.addAll(List.of(subcommand.split(" ")));
    command.add("--json");
    return asRoot(command.toArray(String[]::new))
        .redirectOutput(directory.resolve("out").toFile())
        .redirectError(directory.resolve("err").toFile())
        .start();
  }

  /** Waits until it is built; the process may be sudo's child. */
  private static NamespaceName awaitNetwork(Process process, int size) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                LongStream.concat(
                        LongStream.of(process.pid()),
                        process.descendants().mapToLong(ProcessHandle::pid))
                    .mapToObj(ShapedNetworkIT::namespacesOf)
                    .filter(found -> found.size() == size)
                    .map(found -> found.get(0))
                    .findAny()
                    .orElse(null),
            found -> found != null);
  }

  private static List<NamespaceName> namespacesOf(long pid) {
    return namespaces().stream()
        .flatMap(name -> NamespaceName.parse(name).stream())
        .filter(name -> name.pid() == pid)
        .toList();
  }

  private static List<String> namespaces() {
    try (Stream<Path> files = Files.list(NAMESPACES)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      return List.of(); // nobody has made one yet
    }
  }

  private static void signal(String signal, long pid) throws Exception {
    run("kill", "-" + signal, Long.toString(pid));
  }

  private static void run(String... command) throws Exception {
    assertThat(asRoot(command).start().waitFor()).as(String.join(" ", command)).isZero();
  }

  private static ProcessBuilder asRoot(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of(command));
    if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      words.addAll(0, List.of("sudo", "-n"));
    }
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
    return builder;
  }
}
