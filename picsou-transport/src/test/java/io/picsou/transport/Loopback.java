package io.picsou.transport;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Links between clusters on this machine, and the entries that travel on them. */
final class Loopback {
  /** Small pauses, so that tests see reconnects and repairs soon. */
  static final ConnectionOptions QUICK =
      new ConnectionOptions(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofMillis(20),
          Duration.ofMillis(200),
          1 << 20,
          ConnectionOptions.MIN_MESSAGE_BYTES);

  private Loopback() {}

  static EndpointOptions options() {
    return EndpointOptions.defaults().withConnection(QUICK);
  }

  /** A link with crash thresholds whose receivers have free ports of this machine. */
  static Link link(String id, int senders, int receivers) {
    List<Replica> sending =
        IntStream.range(0, senders).mapToObj(i -> new Replica(i, "", 1)).toList();
    List<Integer> ports = freePorts(receivers);
    List<Replica> receiving =
        IntStream.range(0, receivers)
            .mapToObj(i -> new Replica(i, "localhost:" + ports.get(i), 1))
            .toList();
    return new Link(id, cluster("s", sending), cluster("r", receiving));
  }

  private static Cluster cluster(String id, List<Replica> replicas) {
    return new Cluster(id, 0, replicas, Thresholds.crash(replicas.size()));
  }

  private static List<Integer> freePorts(int count) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Entries whose payloads follow from their sequences, so that a receiver can check them. */
  static Frame run(long first, long last, int payloadBytes) {
    return Frame.of(
        LongStream.rangeClosed(first, last)
            .mapToObj(sequence -> Entry.of(sequence, payload(sequence, payloadBytes)))
            .toList());
  }

  static byte[] payload(long sequence, int bytes) {
    ByteBuffer payload = ByteBuffer.allocate(bytes);
    SplittableRandom random = new SplittableRandom(sequence);
    while (payload.remaining() >= Long.BYTES) {
      payload.putLong(random.nextLong());
    }
    return payload.array();
  }
}
