package io.picsou.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.picsou.bench.Picsou;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.Ed25519;
import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.proof.SigningCluster;
import io.picsou.rsm.file.FileLogReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCommandTest {
  @TempDir private Path directory;
  private Path log;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void nameLog() {
    log = directory.resolve("a log");
  }

  private int picsou(String command, Object... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    String[] all =
        Stream.concat(
                Stream.of("log", command, log.toString()),
                Arrays.stream(arguments).map(Object::toString))
            .toArray(String[]::new);
    return Picsou.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all);
  }

  @Test
  void catPrintsWhatWasAppended() {
    assertThat(picsou("append", "one", "two", "--key=k")).isZero();
    assertThat(picsou("append", "--", "-")).isZero();
    assertThat(picsou("cat")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("1\tk\tone", "2\tk\ttwo", "3\t-\tbase64:LQ==");
    assertThat(picsou("cat", "--from=2", "--to=2", "--json")).isZero();
    assertThat(out.toString().lines())
        .containsExactly("{\"sequence\":2,\"key\":\"k\",\"payload\":\"two\",\"headers\":{}}");
  }

  @Test
  void signedEntriesBearAProofThatThePrintedKeysVerify() throws Exception {
    Path keys = directory.resolve("keys");
    StringWriter printed = new StringWriter();
    int made =
        Picsou.commandLine()
            .setOut(new PrintWriter(printed, true))
            .execute("log", "keygen", keys.toString(), "--rsm=a", "--epoch=2");
    assertThat(made).isZero();
    assertThat(picsou("append", "--count=5000", "--sign=" + keys)).isZero();

    String setting = printed.toString().trim();
    assertThat(setting).startsWith("picsou.sending.keys=");
    List<PublicKey> known =
        Arrays.stream(setting.substring(setting.indexOf('=') + 1).split(","))
            .map(key -> Ed25519.publicKey(Base64.getDecoder().decode(key)))
            .toList();
    SigningCluster cluster = new SigningCluster(2, known, List.of(1L, 1L, 1L, 1L), 3);
    ProofVerifier verifier = new ProofVerifier("a", List.of(cluster));
    long sound = 0;
    try (FileLogReader reader = FileLogReader.open(log, 0, 0, FileLogReader.IfMissing.FAIL)) {
      for (Frame run = reader.read(1 << 20, Duration.ZERO);
          run != null;
          run = reader.read(1 << 20, Duration.ZERO)) {
        assertThat(verifier.verify(run).refused()).isEmpty();
        sound += run.count();
      }
    }
    assertThat(sound).isEqualTo(5000);
  }

  @Test
  void statCountsMadeUpEntries() throws IOException {
    assertThat(picsou("append", "--count=1000", "--bytes=10")).isZero();
    assertThat(picsou("stat", "--json")).isZero();
    JsonNode statistics = new ObjectMapper().readTree(out.toString());
    assertThat(statistics.get("entries").asLong()).isEqualTo(1000);
    assertThat(statistics.get("first").asLong()).isEqualTo(1);
    assertThat(statistics.get("last").asLong()).isEqualTo(1000);
    assertThat(statistics.get("bytes").asLong()).isEqualTo(1000 * (24 + 10));
    assertThat(statistics.get("smallest").asInt()).isEqualTo(24 + 10);
    assertThat(statistics.get("sha256").asText()).hasSize(64);
    assertThat(statistics.get("problem").isNull()).isTrue();
  }

  @Test
  void equalEntriesMakeEqualLogs() throws IOException {
    assertThat(picsou("append", "--count=100", "--seed=5")).isZero();
    byte[] bytes = Files.readAllBytes(log);
    Files.delete(log);
    assertThat(picsou("append", "--count=100", "--seed=5")).isZero();
    assertThat(log).hasBinaryContent(bytes);
  }

  @Test
  void verifyAcceptsAnIntactLog() {
    picsou("append", "one", "two");
    assertThat(picsou("verify")).isZero();
    assertThat(out.toString()).contains("intact, 2 entries");
  }

  @Test
  void verifyNamesRecordAndByteOfATornTail() throws IOException {
    picsou("append", "one", "two");
    long start = Files.size(log);
    picsou("append", "three");
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 1));
    assertThat(picsou("verify")).isEqualTo(1);
    assertThat(err.toString())
        .contains("torn tail")
        .contains("byte " + start)
        .contains("entry 3")
        .contains("the 2 entries before that are intact");
    assertThat(picsou("stat")).isEqualTo(1);
  }

  @Test
  void verifyNamesRecordAndByteOfDamage() throws IOException {
    picsou("append", "one");
    long start = Files.size(log);
    picsou("append", "two", "three");
    byte[] bytes = Files.readAllBytes(log);
    bytes[(int) start + 25] ^= 1;
    Files.write(log, bytes);
    assertThat(picsou("verify")).isEqualTo(1);
    assertThat(err.toString()).contains("record 2 at byte " + start).contains("the 1 entries");
    assertThat(picsou("cat")).isEqualTo(1);
    assertThat(out.toString()).isEqualTo("1\t-\tone" + System.lineSeparator());
  }

  @Test
  void missingAndForeignFilesAreNamed() throws IOException {
    for (String command : new String[] {"cat", "stat", "verify"}) {
      assertThat(picsou(command)).isEqualTo(1);
      assertThat(err.toString()).contains(log.toString());
    }
    Files.writeString(log, "this is no log at all, but it is long enough");
    assertThat(picsou("verify")).isEqualTo(1);
    assertThat(err.toString()).contains("not a Picsou log file");
  }

  @Test
  void wrongUsageIsTurnedAway() {
    assertThat(picsou("append", "text", "--count=1")).isEqualTo(2);
    assertThat(picsou("cat", "--from=0")).isEqualTo(2);
    assertThat(picsou("cat", "--from=3", "--to=2")).isEqualTo(2);
  }
}
