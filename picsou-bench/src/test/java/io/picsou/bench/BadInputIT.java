package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files, wrong settings and missing peers, in real processes with two replicas on either
 * side: each gets the message that docs/troubleshooting.md quotes, what can be delivered is, and
 * nothing hangs.
 */
class BadInputIT {
  private static final Path DOCUMENT = Path.of("..", "docs", "troubleshooting.md");
  private static final int ENTRIES = 500;
  private static final int DAMAGED = 250;
  private static final int PAYLOAD = 200;
  private static final int HEADER = 16;
  private static final int RECORD = 224;
  private static QuotedMessages messages;

  @TempDir private Path directory;
  private final Map<String, Map<String, String>> connectors = new TreeMap<>();

  @BeforeAll
  static void readDocument() throws IOException {
    messages = new QuotedMessages(DOCUMENT);
  }

  @AfterAll
  static void everyQuotedMessageWasSeen() {
    messages.assertAllSeen();
  }

  @BeforeEach
  void describeTwoClusters() throws IOException {
    String receivers = receivers();
    for (int i = 0; i < 2; i++) {
      add("a-" + i + "-source", "source.FileSource", "topic=a-" + i, "rsm.id=a");
      add("a-" + i + "-sink", "sink.PicsouSink", "topics=a-" + i);
      add("b-" + i + "-source", "source.PicsouSource", "topic=b-" + i);
      add("b-" + i + "-sink", "sink.FileSink", "topics=b-" + i);
      connectors.get("a-" + i + "-source").put("file.path", log("a", i).toString());
      connectors.get("b-" + i + "-sink").put("file.path", log("b", i).toString());
      for (String end : List.of("a-" + i + "-sink", "b-" + i + "-source")) {
        Map<String, String> link = connectors.get(end);
        link.put("picsou.link.id", "a-to-b");
        link.put("picsou.replica.id", "" + i);
        link.put("picsou.sending.cluster", "a");
        link.put("picsou.sending.replicas", "0,1");
        link.put("picsou.receiving.cluster", "b");
        link.put("picsou.receiving.replicas", receivers);
      }
      append(i, 1, ENTRIES);
    }
  }

  private static String receivers() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket one = new ServerSocket(0, 1, loopback);
        ServerSocket two = new ServerSocket(0, 1, loopback)) {
      return "0@127.0.0.1:%d,1@127.0.0.1:%d".formatted(one.getLocalPort(), two.getLocalPort());
    }
  }

  private void add(String name, String type, String... settings) {
    Map<String, String> all = new TreeMap<>();
    all.put("name", name);
    all.put("connector.class", "io.picsou.connect." + type + "Connector");
    for (String setting : settings) {
      all.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    connectors.put(name, all);
  }

  private Path log(String cluster, int replica) {
    return directory.resolve(cluster + "-" + replica + ".log");
  }

  private void append(int replica, long first, long last) {
    try (FileLogAppender log = FileLogAppender.open(log("a", replica))) {
      log.append(
          Frame.of(
              LongStream.rangeClosed(first, last)
                  .mapToObj(k -> Entry.of(k, new byte[PAYLOAD]))
                  .toList()));
    }
  }

  /** Flips a bit in the payload of an entry; all entries take the same room. */
  private void damage(int replica) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log("a", replica).toFile(), "rw")) {
      long place = file.length() * DAMAGED / ENTRIES - PAYLOAD / 2;
      file.seek(place);
      int old = file.read();
      file.seek(place);
      file.write(old ^ 1);
    }
  }

  private static void tear(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(file.length() - PAYLOAD / 2);
    }
  }

  private PicsouProcess start(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--offsets=offsets"));
    arguments.addAll(List.of(options));
    for (Map<String, String> connector : connectors.values()) {
      Path file = directory.resolve(connector.get("name") + ".properties");
      List<String> lines = new ArrayList<>();
      connector.forEach((key, value) -> lines.add(key + "=" + value));
      arguments.add(Files.write(file, lines).toString());
    }
    return PicsouProcess.start(directory, arguments);
  }

  /** All entries have the same size, so a log's length tells how many it has. */
  private void awaitDelivered(PicsouProcess process, long at0, long at1) throws IOException {
    long[] expected = {at0, at1};
    for (int i = 0; i < 2; i++) {
      Path log = log("b", i);
      long bytes = HEADER + expected[i] * RECORD;
      process.awaitThat(
          expected[i] + " entries in " + log, () -> Files.exists(log) && Files.size(log) == bytes);
    }
  }

  private static void awaitOutput(PicsouProcess process, String text) {
    process.awaitThat("'" + text + "'", () -> process.output().contains(text));
  }

  @Test
  void whatIsInFrontOfADamagedRecordIsDeliveredThoughBothLogsAreDamaged() throws Exception {
    damage(0);
    damage(1);
    try (PicsouProcess run = start()) {
      awaitDelivered(run, DAMAGED - 1, DAMAGED - 1);
      awaitOutput(run, "a-0-source failed: ");
      awaitOutput(run, "a-1-source failed: ");
      assertThat(run.stop()).isEqualTo(1);
      assertThat(run.output()).contains("record " + DAMAGED + " at byte");
      messages.assertSeen("is damaged: record", run.output());
      messages.assertSeen("ended with failures", run.output());
    }
  }

  @Test
  void aReplicaWithADamagedLogHoldsUpNobody() throws Exception {
    damage(0);
    try (PicsouProcess run = start()) {
      awaitDelivered(run, ENTRIES, ENTRIES);
      assertThat(run.stop()).isEqualTo(1);
      assertThat(run.output()).contains("ended with failures, told of above: a-0-source");
    }
  }

  @Test
  void aTornTailIsWaitedForAtTheSource() throws Exception {
    tear(log("a", 0));
    try (PicsouProcess run = start()) {
      awaitDelivered(run, ENTRIES, ENTRIES);
      awaitOutput(run, "torn tail");
      assertThat(run.stop()).isZero();
      messages.assertSeen("ends in a torn tail", run.output());
    }
  }

  @Test
  void aTargetThatLostWhatItHadConfirmedIsNamedAndHoldsUpNobody() throws Exception {
    try (PicsouProcess run = start("--until-idle=2")) {
      awaitDelivered(run, ENTRIES, ENTRIES);
      assertThat(run.awaitEnd()).isZero();
    }
    tear(log("b", 0));
    append(0, ENTRIES + 1, ENTRIES + 10);
    append(1, ENTRIES + 1, ENTRIES + 10);
    try (PicsouProcess run = start()) {
      awaitDelivered(run, ENTRIES - 1, ENTRIES + 10);
      awaitOutput(run, "b-0-sink failed: ");
      assertThat(run.stop()).isEqualTo(1);
      messages.assertSeen("cut off a torn tail", run.output());
      messages.assertSeen("but the target needs entry", run.output());
    }
  }

  @Test
  void peersThatCannotBeReachedAreNamedAndGivenUp() throws Exception {
    connectors.keySet().removeIf(name -> name.startsWith("b-"));
    try (PicsouProcess run = start("--until-idle=1", "--give-up=15")) {
      assertThat(run.awaitEnd()).isEqualTo(1);
      messages.assertSeen("not reachable", run.output());
      messages.assertSeen("nothing has moved", run.output());
      assertThat(run.output()).contains("a-0-sink with " + ENTRIES + " records");
    }
  }

  @Test
  void aPeerOfAnotherLinkIsRefusedAndHoldsUpNobody() throws Exception {
    connectors.get("a-1-sink").put("picsou.link.id", "another");
    assertRefusedAndAllDelivered("picsou.link.id differs");
  }

  @Test
  void aPeerOfAnotherClusterIsRefusedAndHoldsUpNobody() throws Exception {
    connectors.get("a-1-sink").put("picsou.receiving.cluster", "c");
    assertRefusedAndAllDelivered("picsou.receiving.cluster differs");
  }

  @Test
  void theSecondOfTwoReplicasWithOneIdIsRefused() throws Exception {
    connectors.get("a-1-sink").put("picsou.replica.id", "0");
    try (PicsouProcess run = start()) {
      awaitOutput(run, "refused: sender 0 is connected already");
      messages.assertSeen("is connected already", run.output());
      assertThat(run.stop()).isZero();
    }
  }

  private void assertRefusedAndAllDelivered(String words) throws Exception {
    try (PicsouProcess run = start()) {
      awaitDelivered(run, ENTRIES, ENTRIES);
      awaitOutput(run, words);
      messages.assertSeen(words, run.output());
      assertThat(run.stop()).isZero();
    }
  }

  @Test
  void wrongSettingsEndTheCommandAtOnceAllTogether() throws Exception {
    connectors.get("a-0-sink").put("picsou.sending.u", "2");
    connectors.get("a-1-source").put("file.pth", "x");
    connectors.get("b-0-sink").remove("file.path");
    try (PicsouProcess run = start()) {
      assertThat(run.awaitEnd()).isEqualTo(2);
      messages.assertSeen("need a total stake of", run.output());
      messages.assertSeen("Unknown setting", run.output());
      messages.assertSeen("Missing required configuration", run.output());
      assertThat(log("b", 1)).doesNotExist();
    }
  }
}
