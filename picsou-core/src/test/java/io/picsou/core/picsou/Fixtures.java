package io.picsou.core.picsou;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.entry.Entry;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What tests of single parts of a link start from. */
final class Fixtures {
  private Fixtures() {}

  static Link link(int senders, int receivers) {
    return new Link("link", cluster("A", senders), cluster("B", receivers));
  }

  static Cluster cluster(String id, int size) {
    return cluster(id, size, Thresholds.crash(size));
  }

  static Cluster cluster(String id, int size, Thresholds thresholds) {
    return new Cluster(
        id, 0, IntStream.range(0, size).mapToObj(i -> new Replica(i, "", 1)).toList(), thresholds);
  }

  static LinkOptions options(int stripe, int phi) {
    return new LinkOptions(
        stripe,
        64 << 10,
        phi,
        LinkOptions.Acks.DURABLE,
        16 << 10,
        32 << 10,
        8 << 10,
        Duration.ofMillis(2),
        Duration.ofMillis(20),
        Duration.ofSeconds(5));
  }

  static Entry entry(long sequence) {
    return Entry.of(sequence, new byte[20]);
  }

  /** Takes out all that is to be sent; returns whom messages of a kind go to. */
  static List<Peer> sentTo(Protocol protocol, Class<? extends Message> kind) {
    List<Peer> peers = new ArrayList<>();
    for (Envelope out = protocol.poll(); out != null; out = protocol.poll()) {
      if (kind.isInstance(out.message())) {
        peers.add(out.peer());
      }
    }
    return peers;
  }
}
