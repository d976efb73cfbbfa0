package io.picsou.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The directory of one replica: its log file, the properties of its two connectors, and what {@code
 * picsou run} writes.
 */
final class ReplicaFiles {
  private static final String SOURCE = "source.properties";
  private static final String SINK = "sink.properties";
  private static final String STATISTICS = "stats.json";
  private static final String LOG = "log";

  /** Eight processes that warm up on a few cores pause for longer than replicas usually do. */
  private static final int REORDER_WINDOW_MILLIS = 400;

  private final Path directory;

  private ReplicaFiles(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory of replica i of the sending cluster. */
  static ReplicaFiles sender(Path parent, int replica, List<Integer> ports) throws IOException {
    String source =
        """
        name=a%1$d-log
        connector.class=io.picsou.connect.source.FileSourceConnector
        rsm.id=a
        file.path=log
        topic=entries
        """;
    String sink =
        """
        name=a%1$d-sender
        connector.class=io.picsou.connect.sink.PicsouSinkConnector
        topics=entries
        """;
    return make(parent, "a", replica, source, sink + link(replica, ports));
  }

  /** Makes the directory of replica i of the receiving cluster. */
  static ReplicaFiles receiver(Path parent, int replica, List<Integer> ports) throws IOException {
    String source =
        """
        name=b%1$d-receiver
        connector.class=io.picsou.connect.source.PicsouSourceConnector
        topic=entries
        """;
    String sink =
        """
        name=b%1$d-log
        connector.class=io.picsou.connect.sink.FileSinkConnector
        topics=entries
        file.path=log
        """;
    return make(parent, "b", replica, source + link(replica, ports), sink);
  }

  private static String link(int replica, List<Integer> ports) {
    String senders =
        IntStream.range(0, ports.size()).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String receivers =
        IntStream.range(0, ports.size())
            .mapToObj(i -> i + "@127.0.0.1:" + ports.get(i))
            .collect(Collectors.joining(","));
    return """
        picsou.link.id=a-to-b
        picsou.replica.id=%d
        picsou.sending.cluster=a
        picsou.sending.replicas=%s
        picsou.receiving.cluster=b
        picsou.receiving.replicas=%s
        picsou.reorder.window.min.ms=%d
        """
        .formatted(replica, senders, receivers, REORDER_WINDOW_MILLIS);
  }

  private static ReplicaFiles make(
      Path parent, String cluster, int replica, String source, String sink) throws IOException {
    Path directory = Files.createDirectories(parent.resolve(cluster + replica));
    Files.writeString(directory.resolve(SOURCE), source.formatted(replica));
    Files.writeString(directory.resolve(SINK), sink.formatted(replica));
    return new ReplicaFiles(directory);
  }

  Path directory() {
    return directory;
  }

  Path log() {
    return directory.resolve(LOG);
  }

  /** How long the log is; 0 if it is not there yet. */
  long logBytes() throws IOException {
    return Files.exists(log()) ? Files.size(log()) : 0;
  }

  Path statistics() {
    return directory.resolve(STATISTICS);
  }

  /** What {@code picsou run} has to be told in this directory. */
  static List<String> arguments() {
    return List.of(SOURCE, SINK, "--offsets", "offsets", "--stats", STATISTICS);
  }
}
