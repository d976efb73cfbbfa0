package io.picsou.transport;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import io.picsou.core.strategy.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The names of a link's settings, and what each means. */
final class LinkKeys {
  static final String LINK_ID = "picsou.link.id";
  static final String REPLICA_ID = "picsou.replica.id";
  static final String LISTEN = "picsou.listen";
  static final String SENDING_KEYS = "picsou.sending.keys";
  static final String EARLIER_KEYS = "picsou.sending.keys.earlier";
  static final String STRATEGY = "picsou.strategy";
  static final String STRIPE = "picsou.stripe";
  static final String STRIPE_BYTES = "picsou.stripe.bytes";
  static final String PHI = "picsou.phi";
  static final String ACKS = "picsou.acks";
  static final String SEND_WINDOW = "picsou.send.window.bytes";
  static final String RECEIVE_WINDOW = "picsou.receive.window.bytes";
  static final String RETENTION = "picsou.retention.bytes";
  static final String ACK_INTERVAL = "picsou.ack.interval.ms";
  static final String REORDER_MIN = "picsou.reorder.window.min.ms";
  static final String REORDER_MAX = "picsou.reorder.window.max.ms";
  static final String BATCH_BYTES = "picsou.batch.bytes";
  static final String LINGER = "picsou.linger.ms";
  static final String QUEUE_BYTES = "picsou.queue.bytes";
  static final String CONNECT_TIMEOUT = "picsou.connect.timeout.ms";
  static final String KEEP_ALIVE = "picsou.keepalive.ms";
  static final String KEEP_ALIVE_TIMEOUT = "picsou.keepalive.timeout.ms";
  static final String RECONNECT_MIN = "picsou.reconnect.min.ms";
  static final String RECONNECT_MAX = "picsou.reconnect.max.ms";
  static final String FLOW_WINDOW = "picsou.flow.window.bytes";
  static final String MAX_MESSAGE = "picsou.max.message.bytes";

  static final String TLS_CERT = "picsou.tls.cert";
  static final String TLS_KEY = "picsou.tls.key";
  static final String TLS_CA = "picsou.tls.ca";

  private static final int MAX_WAIT_MS = 3_600_000;

  private final ConfigDef definition;
  private final String group;
  private int order;

  private LinkKeys(ConfigDef definition, String group) {
    this.definition = definition;
    this.group = group;
  }

  static String cluster(Side side) {
    return prefix(side) + "cluster";
  }

  static String epoch(Side side) {
    return prefix(side) + "epoch";
  }

  static String replicas(Side side) {
    return prefix(side) + "replicas";
  }

  static String u(Side side) {
    return prefix(side) + "u";
  }

  static String r(Side side) {
    return prefix(side) + "r";
  }

  private static String prefix(Side side) {
    return "picsou." + name(side) + ".";
  }

  private static String name(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }

  static ConfigDef define(ConfigDef definition) {
    LinkKeys link = new LinkKeys(definition, "Link");
    link.required(LINK_ID, Type.STRING, "Link", "Name of the link; the same at both ends.");
    link.add(
        REPLICA_ID,
        Type.INT,
        ConfigDef.NO_DEFAULT_VALUE,
        atLeast(0),
        "Id of this replica in its own cluster; every replica runs one connector of its own.");
    LinkKeys sending = new LinkKeys(definition, "Sending cluster");
    defineCluster(sending, Side.SENDING);
    sending.add(
        SENDING_KEYS,
        Type.LIST,
        List.of(),
        null,
        "For receivers: Ed25519 public keys of the sending replicas, in the order of their ids, each"
            + " in Base64 (X.509 form or 32 raw bytes). If set, entries without a valid commit proof"
            + " are refused.");
    sending.add(
        EARLIER_KEYS,
        Type.LIST,
        List.of(),
        null,
        "Keys of earlier epochs whose entries may still come, each as"
            + " EPOCH:STAKE:KEY*STAKE:KEY*STAKE… where the first STAKE is what had to sign, u + r +"
            + " 1, and *STAKE may be left out for 1. At most "
            + (ProofVerifier.MAX_EPOCHS - 1)
            + " epochs.");
    defineCluster(new LinkKeys(definition, "Receiving cluster"), Side.RECEIVING);
    defineProtocol(new LinkKeys(definition, "Protocol"));
    defineBatching(new LinkKeys(definition, "Transport"));
    defineTls(new LinkKeys(definition, "TLS"));
    return definition;
  }

  private static void defineCluster(LinkKeys keys, Side side) {
    String name = name(side);
    keys.required(cluster(side), Type.STRING, "Cluster", "Name of the " + name + " state machine.");
    keys.required(
        replicas(side),
        Type.LIST,
        "Replicas",
        "Replicas of the "
            + name
            + " cluster, as id@host:port or id@host:port*stake, with ids from 0 without gaps; the"
            + " same at both ends."
            + (side == Side.SENDING ? " The address may be left out: nobody connects to it." : ""));
    keys.add(
        epoch(side),
        Type.LONG,
        0L,
        atLeast(0),
        "Number of the " + name + " cluster's configuration; raise it with every change.");
    keys.add(
        u(side),
        Type.LONG,
        null,
        optional(atLeast(0)),
        "Most stake of the "
            + name
            + " cluster that may fail in any way; by default as much as 2u + r + 1 ≤ total allows.");
    keys.add(
        r(side),
        Type.LONG,
        null,
        optional(atLeast(0)),
        "Most stake of the " + name + " cluster that may lie; by default 0, crashes only.");
  }

  private static void defineProtocol(LinkKeys keys) {
    LinkOptions defaults = LinkOptions.defaults();
    keys.choice(STRATEGY, Strategy.PICSOU, "Protocol of the link; the same at both ends.");
    keys.add(
        STRIPE,
        Type.INT,
        defaults.stripe(),
        atLeast(1),
        "Most consecutive entries that one replica sends before the next one's turn, rounded down"
            + " to a power of two; 1 is the paper's schedule. All senders' turns together have at"
            + " most picsou.phi. The same at both ends.");
    keys.add(
        STRIPE_BYTES,
        Type.INT,
        defaults.stripeBytes(),
        atLeast(1),
        "Most bytes of such a turn, so that large entries have short ones; rounded down to a power"
            + " of two. All senders' turns together have at most 4 MiB, or an entry each. The same"
            + " at both ends.");
    keys.add(
        PHI,
        Type.INT,
        defaults.phi(),
        between(0, LinkOptions.MAX_PHI),
        "Entries behind the first missing one that an acknowledgment describes, and so the losses"
            + " repaired at once. The same at both ends.");
    keys.choice(
        ACKS,
        defaults.acks(),
        "Whether receivers acknowledge what survives their crash, or what is in memory (benchmarks"
            + " only). The same at both ends.");
    keys.bytes(
        SEND_WINDOW,
        defaults.sendWindowBytes(),
        1,
        "Sent but not yet acknowledged; at most half of " + RECEIVE_WINDOW + ".");
    keys.bytes(
        RECEIVE_WINDOW,
        defaults.receiveWindowBytes(),
        1,
        "Received, not yet delivered; at least twice "
            + SEND_WINDOW
            + ", or receivers drop what"
            + " is under way behind a gap.");
    keys.bytes(RETENTION, defaults.retentionBytes(), 0, "Kept longer, for peers that lag.");
    keys.millis(
        ACK_INTERVAL,
        defaults.ackInterval().toMillis(),
        1,
        "Pause between acks; longer in proportion with more than "
            + BatchOptions.ENDPOINTS
            + " endpoints in the process for each processor.");
    keys.millis(
        REORDER_MIN,
        defaults.minReorderWindow().toMillis(),
        1,
        "Shortest time before a missing entry is taken for lost.");
    keys.millis(
        REORDER_MAX,
        defaults.maxReorderWindow().toMillis(),
        1,
        "Longest such time, and longest pause between probes.");
  }

  private static void defineBatching(LinkKeys keys) {
    BatchOptions batching = BatchOptions.defaults();
    keys.add(
        LISTEN,
        Type.STRING,
        "",
        null,
        "host:port that a receiver binds to, if not its address in "
            + replicas(Side.RECEIVING)
            + ".");
    keys.add(
        BATCH_BYTES,
        Type.INT,
        batching.batchBytes(),
        between(1, 64 << 20),
        "The most entries of one batch to a peer; a larger one goes alone.");
    keys.add(
        LINGER,
        Type.LONG,
        batching.linger().toMillis(),
        between(0, BatchOptions.MAX_LINGER.toMillis()),
        "How long an endpoint that has just worked collects before it works again; longer in"
            + " proportion with more than "
            + BatchOptions.PEERS
            + " peers, or more than "
            + BatchOptions.ENDPOINTS
            + " endpoints in the process for each processor. In milliseconds.");
    keys.bytes(QUEUE_BYTES, batching.queueBytes(), 1, "What may wait for one peer in any case.");
    defineConnection(keys, ConnectionOptions.defaults());
  }

  private static void defineTls(LinkKeys keys) {
    keys.file(
        TLS_CERT,
        "this replica's certificate chain, which names it by the URI picsou://CLUSTER/ID. Set all"
            + " of picsou.tls.* at all replicas of both clusters, or none");
    keys.file(TLS_KEY, "the certificate's private key, PKCS#8 without a password");
    keys.file(TLS_CA, "the certificate authorities that peers must be certified by");
  }

  private static void defineConnection(LinkKeys keys, ConnectionOptions connection) {
    keys.millis(
        CONNECT_TIMEOUT, connection.connectTimeout().toMillis(), 1, "Time to connect to a peer.");
    keys.millis(
        KEEP_ALIVE,
        connection.keepAlive().toMillis(),
        1_000,
        "Silence after which a connection is pinged; at least 10 s take effect where it is dialled.");
    keys.millis(
        KEEP_ALIVE_TIMEOUT,
        connection.keepAliveTimeout().toMillis(),
        1,
        "Time to answer such a ping.");
    keys.millis(
        RECONNECT_MIN, connection.reconnectMin().toMillis(), 1, "First pause before reconnecting.");
    keys.millis(
        RECONNECT_MAX,
        connection.reconnectMax().toMillis(),
        1,
        "Longest pause before reconnecting, and the one after a refusal.");
    keys.add(
        FLOW_WINDOW,
        Type.INT,
        connection.flowWindowBytes(),
        atLeast(1 << 16),
        "What one connection may have under way unread; raise it where bandwidth times round trip"
            + " is larger.");
    keys.add(
        MAX_MESSAGE,
        Type.INT,
        connection.maxMessageBytes(),
        atLeast(ConnectionOptions.MIN_MESSAGE_BYTES),
        "Largest batch taken in.");
  }

  private void required(String key, Type type, String displayName, String doc) {
    Validator notEmpty =
        type == Type.LIST ? LinkKeys::requireItems : new ConfigDef.NonEmptyString();
    definition.define(
        key,
        type,
        ConfigDef.NO_DEFAULT_VALUE,
        notEmpty,
        Importance.HIGH,
        doc,
        group,
        ++order,
        type == Type.LIST ? Width.LONG : Width.MEDIUM,
        displayName);
  }

  private void add(String key, Type type, Object preset, Validator validator, String doc) {
    boolean required = preset == ConfigDef.NO_DEFAULT_VALUE;
    definition.define(
        key,
        type,
        preset,
        validator,
        required ? Importance.HIGH : Importance.MEDIUM,
        doc,
        group,
        ++order,
        Width.SHORT,
        displayName(key));
  }

  private void file(String key, String what) {
    add(key, Type.STRING, "", null, "PEM file of " + what + ". Without it, no TLS.");
  }

  private void bytes(String key, long preset, long least, String doc) {
    add(key, Type.LONG, preset, atLeast(least), doc + " In bytes.");
  }

  private void millis(String key, long preset, long least, String doc) {
    add(key, Type.LONG, preset, between(least, MAX_WAIT_MS), doc + " In milliseconds.");
  }

  private <E extends Enum<E>> void choice(String key, E preset, String doc) {
    String[] names =
        Arrays.stream(preset.getDeclaringClass().getEnumConstants())
            .map(LinkKeys::lower)
            .toArray(String[]::new);
    Validator validator = ConfigDef.CaseInsensitiveValidString.in(names);
    add(key, Type.STRING, lower(preset), validator, doc);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** picsou.send.window.bytes is shown as Send window bytes. */
  private static String displayName(String key) {
    String words = key.substring("picsou.".length()).replace('.', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static void requireItems(String key, Object value) {
    if (value instanceof List<?> list && list.isEmpty()) {
      throw new ConfigException(key, value, "must list at least one replica");
    }
  }

  private static Validator optional(Validator validator) {
    return new Validator() {
      @Override
      public void ensureValid(String key, Object value) {
        if (value != null) {
          validator.ensureValid(key, value);
        }
      }

      @Override
      public String toString() {
        return validator.toString();
      }
    };
  }
}
