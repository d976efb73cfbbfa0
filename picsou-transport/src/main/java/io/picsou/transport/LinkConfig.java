package io.picsou.transport;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Thresholds;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of a link, alike for both of its ends: a fragment of a connector's configuration.
 * Whatever is wrong comes as a {@link ConfigException} that names the setting. Immutable.
 */
public final class LinkConfig {
  private final AbstractConfig config;
  private final Link link;
  private final EndpointOptions options;
  private final int replica;

  /**
   * Reads and checks the settings.
   *
   * @param config whose definition includes {@link #define}
   * @param side the side of the link that this end is on
   */
  public LinkConfig(AbstractConfig config, Side side) {
    this.config = config;
    this.link = readLink();
    this.replica = readReplica(side);
    this.options = readOptions(side);
  }

  /** Adds the settings of a link to a definition. */
  public static ConfigDef define(ConfigDef definition) {
    return LinkKeys.define(definition);
  }

  /** The link, with both of its clusters. */
  public Link link() {
    return link;
  }

  /** The id of this replica in its own cluster. */
  public int replica() {
    return replica;
  }

  /** The settings of the endpoint. */
  public EndpointOptions options() {
    return options;
  }

  private Link readLink() {
    Cluster sending = readCluster(Side.SENDING);
    Cluster receiving = readCluster(Side.RECEIVING);
    if (sending.id().equals(receiving.id())) {
      throw new ConfigException(
          LinkKeys.cluster(Side.RECEIVING),
          receiving.id(),
          "must differ from " + LinkKeys.cluster(Side.SENDING));
    }
    return new Link(config.getString(LinkKeys.LINK_ID), sending, receiving);
  }

  private Cluster readCluster(Side side) {
    String key = LinkKeys.replicas(side);
    List<String> texts = config.getList(key);
    List<Replica> replicas = ReplicaList.parse(key, texts, side == Side.RECEIVING);
    String id = config.getString(LinkKeys.cluster(side));
    long epoch = config.getLong(LinkKeys.epoch(side));
    try {
      return new Cluster(id, epoch, replicas, readThresholds(side, replicas));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new ConfigException(
          key,
          texts,
          e.getMessage() + " (see " + LinkKeys.u(side) + " and " + LinkKeys.r(side) + ")");
    }
  }

  /** Without r nobody lies; without u as many may fail as the others can bear. */
  private Thresholds readThresholds(Side side, List<Replica> replicas) {
    long total = replicas.stream().mapToLong(Replica::stake).reduce(0, Math::addExact);
    Long u = config.getLong(LinkKeys.u(side));
    Long r = config.getLong(LinkKeys.r(side));
    long liars = r == null ? 0 : r;
    long faulty = u == null ? Math.max(0, (total - 1 - liars) / 2) : u;
    if (liars > faulty) {
      throw new ConfigException(
          LinkKeys.r(side),
          liars,
          "must not be above "
              + LinkKeys.u(side)
              + ", which is "
              + faulty
              + ": liars count as failures too");
    }
    return new Thresholds(faulty, liars);
  }

  private int readReplica(Side side) {
    Cluster own = side == Side.SENDING ? link.sending() : link.receiving();
    int id = config.getInt(LinkKeys.REPLICA_ID);
    if (id >= own.size()) {
      throw new ConfigException(
          LinkKeys.REPLICA_ID,
          id,
          LinkKeys.replicas(side) + " lists the replicas 0 to " + (own.size() - 1));
    }
    return id;
  }

  private EndpointOptions readOptions(Side side) {
    String listen = config.getString(LinkKeys.LISTEN);
    if (!listen.isEmpty()) {
      try {
        HostPort.parse(listen);
      } catch (IllegalArgumentException e) {
        throw new ConfigException(LinkKeys.LISTEN, listen, e.getMessage());
      }
    }
    return new EndpointOptions(
        readLinkOptions(),
        Strategy.valueOf(config.getString(LinkKeys.STRATEGY).toUpperCase(Locale.ROOT)),
        readBatching(),
        readConnection(),
        listen,
        readTls(side),
        SigningKeys.parse(
            link.sending(),
            config.getList(LinkKeys.SENDING_KEYS),
            config.getList(LinkKeys.EARLIER_KEYS)));
  }

  /** All of the files, or none of them. */
  private TlsFiles readTls(Side side) {
    List<String> keys = List.of(LinkKeys.TLS_CERT, LinkKeys.TLS_KEY, LinkKeys.TLS_CA);
    List<String> missing = keys.stream().filter(k -> config.getString(k).isEmpty()).toList();
    if (missing.size() == keys.size()) {
      return null;
    }
    if (!missing.isEmpty()) {
      throw new ConfigException(missing.get(0), "", "set all of " + keys + " or none");
    }
    TlsFiles files =
        new TlsFiles(path(LinkKeys.TLS_CERT), path(LinkKeys.TLS_KEY), path(LinkKeys.TLS_CA));
    Cluster own = side == Side.SENDING ? link.sending() : link.receiving();
    files.check(PeerCertificate.name(own.id(), replica));
    return files;
  }

  private Path path(String key) {
    return Path.of(config.getString(key));
  }

  private LinkOptions readLinkOptions() {
    requireOrder(LinkKeys.REORDER_MIN, LinkKeys.REORDER_MAX);
    requireRoom();
    return new LinkOptions(
        config.getInt(LinkKeys.STRIPE),
        config.getInt(LinkKeys.STRIPE_BYTES),
        config.getInt(LinkKeys.PHI),
        LinkOptions.Acks.valueOf(config.getString(LinkKeys.ACKS).toUpperCase(Locale.ROOT)),
        config.getLong(LinkKeys.SEND_WINDOW),
        config.getLong(LinkKeys.RECEIVE_WINDOW),
        config.getLong(LinkKeys.RETENTION),
        millis(LinkKeys.ACK_INTERVAL),
        millis(LinkKeys.REORDER_MIN),
        millis(LinkKeys.REORDER_MAX));
  }

  /** As {@link LinkOptions} does, but naming the settings. */
  private void requireRoom() {
    long send = config.getLong(LinkKeys.SEND_WINDOW);
    long receive = config.getLong(LinkKeys.RECEIVE_WINDOW);
    if (send > LinkOptions.roomFor(receive)) {
      throw new ConfigException(
          LinkKeys.RECEIVE_WINDOW,
          receive,
          "must be at least twice " + LinkKeys.SEND_WINDOW + ", which is " + send);
    }
  }

  private BatchOptions readBatching() {
    long batch = config.getInt(LinkKeys.BATCH_BYTES);
    long queue = config.getLong(LinkKeys.QUEUE_BYTES);
    if (queue < batch) {
      throw new ConfigException(
          LinkKeys.QUEUE_BYTES,
          queue,
          "must not be below " + LinkKeys.BATCH_BYTES + ", which is " + batch);
    }
    return new BatchOptions((int) batch, millis(LinkKeys.LINGER), queue);
  }

  private ConnectionOptions readConnection() {
    requireOrder(LinkKeys.RECONNECT_MIN, LinkKeys.RECONNECT_MAX);
    return new ConnectionOptions(
        millis(LinkKeys.CONNECT_TIMEOUT),
        millis(LinkKeys.KEEP_ALIVE),
        millis(LinkKeys.KEEP_ALIVE_TIMEOUT),
        millis(LinkKeys.RECONNECT_MIN),
        millis(LinkKeys.RECONNECT_MAX),
        config.getInt(LinkKeys.FLOW_WINDOW),
        config.getInt(LinkKeys.MAX_MESSAGE));
  }

  private void requireOrder(String lower, String upper) {
    if (config.getLong(upper) < config.getLong(lower)) {
      throw new ConfigException(
          upper,
          config.getLong(upper),
          "must not be below " + lower + ", which is " + config.getLong(lower));
    }
  }

  private Duration millis(String key) {
    return Duration.ofMillis(config.getLong(key));
  }
}
