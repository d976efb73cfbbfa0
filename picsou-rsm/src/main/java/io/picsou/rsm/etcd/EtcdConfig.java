package io.picsou.rsm.etcd;

import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.types.Password;

/**
 * The settings of an etcd reader or applier, as a fragment of a connector's configuration. A source
 * connector takes {@link #defineConnection} and {@link #defineReader}, a sink {@link
 * #defineConnection} and {@link #defineApplier}. Immutable and thread-safe.
 */
public final class EtcdConfig {
  public static final String ENDPOINTS = "etcd.endpoints";
  public static final String USER = "etcd.user";
  public static final String PASSWORD = "etcd.password";
  public static final String SSL_CA = "etcd.ssl.ca.path";
  public static final String SSL_CERTIFICATE = "etcd.ssl.certificate.path";
  public static final String SSL_KEY = "etcd.ssl.key.path";
  public static final String REQUEST_TIMEOUT = "etcd.request.timeout.ms";
  public static final String UNREACHABLE_TIMEOUT = "etcd.unreachable.timeout.ms";
  public static final String RETRY_BACKOFF = "etcd.retry.backoff.ms";
  public static final String RETRY_BACKOFF_MAX = "etcd.retry.backoff.max.ms";
  public static final String MAX_MESSAGE = "etcd.max.message.bytes";

  public static final String BASE_REVISION = "etcd.base.revision";
  public static final String INCLUDE = "etcd.include.prefixes";
  public static final String EXCLUDE = "etcd.exclude.prefixes";
  public static final String APPLIED_PREFIX = "etcd.applied.prefix";
  public static final String FORWARD_APPLIED = "etcd.forward.applied";
  public static final String STALL_TIMEOUT = "etcd.stall.timeout.ms";
  public static final String CATCH_UP_STREAMS = "etcd.catchup.streams";
  public static final String ON_COMPACTION = "etcd.on.compaction";

  public static final String TXN_OPS = "etcd.txn.max.ops";
  public static final String TXN_BYTES = "etcd.txn.batch.bytes";

  /** Where appliers keep their progress, and what readers take for the mark of an applier. */
  public static final String DEFAULT_APPLIED_PREFIX = "picsou/applied/";

  private final AbstractConfig config;
  private final List<EtcdEndpoint> endpoints;

  /**
   * Reads the settings that a connector's own {@link ConfigDef} has parsed already.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming the key that is wrong
   */
  public EtcdConfig(AbstractConfig config) {
    this.config = config;
    this.endpoints =
        config.getList(ENDPOINTS).stream()
            .map(text -> EtcdEndpoint.parse(ENDPOINTS, text))
            .toList();
    EtcdConfigChecks.check(config, endpoints);
  }

  /** Settings from text alone, for use without a connector. Unknown keys are ignored. */
  public static EtcdConfig of(Map<String, String> settings) {
    ConfigDef def = defineApplier(defineReader(defineConnection(new ConfigDef())));
    return new EtcdConfig(new AbstractConfig(def, settings, false));
  }

  /** Adds the settings that readers and appliers share. */
  public static ConfigDef defineConnection(ConfigDef def) {
    return def.define(
            ENDPOINTS,
            Type.LIST,
            ConfigDef.NO_DEFAULT_VALUE,
            EtcdConfigChecks.endpoints(),
            Importance.HIGH,
            "Client URLs of etcd members: host:port, http://host:port or https://host:port. A"
                + " source reads one chosen member and takes exactly one; a sink may name several"
                + " of its cluster and turns to the next when one is away.")
        .define(
            USER,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "etcd user, empty if etcd has no authentication. A source's user needs to read the"
                + " whole key space.")
        .define(PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "Password of " + USER + ".")
        .define(
            SSL_CA,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "PEM file of the certificate authorities to trust for https endpoints; empty for those"
                + " of the Java runtime.")
        .define(
            SSL_CERTIFICATE,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "PEM file of the client's certificate chain, if etcd asks for one.")
        .define(
            SSL_KEY,
            Type.STRING,
            "",
            Importance.MEDIUM,
            "PEM file (PKCS#8) of the private key that belongs to " + SSL_CERTIFICATE + ".")
        .define(
            REQUEST_TIMEOUT,
            Type.LONG,
            5_000L,
            atLeast(1),
            Importance.LOW,
            "Deadline of one request to etcd.")
        .define(
            UNREACHABLE_TIMEOUT,
            Type.LONG,
            120_000L,
            atLeast(1),
            Importance.MEDIUM,
            "How long etcd may stay away, or refuse, before the connector reports an error. Until"
                + " then it retries.")
        .define(
            RETRY_BACKOFF,
            Type.LONG,
            50L,
            atLeast(1),
            Importance.LOW,
            "Pause after the first failed attempt. It doubles with every further one, with jitter.")
        .define(
            RETRY_BACKOFF_MAX,
            Type.LONG,
            2_000L,
            atLeast(1),
            Importance.LOW,
            "Longest pause between attempts.")
        .define(
            MAX_MESSAGE,
            Type.INT,
            64 << 20,
            atLeast(1 << 20),
            Importance.LOW,
            "Largest message to accept from etcd.");
  }

  /** Adds the settings of a reader. */
  public static ConfigDef defineReader(ConfigDef def) {
    return defineFilter(def)
        .define(
            BASE_REVISION,
            Type.LONG,
            1L,
            atLeast(1),
            Importance.MEDIUM,
            "The revision before entry 1: entry k is revision base + k. 1 carries the whole history"
                + " of a new cluster. It must be the same at every replica and never change.")
        .define(
            STALL_TIMEOUT,
            Type.LONG,
            5_000L,
            atLeast(1),
            Importance.LOW,
            "A watch that is silent for so long is checked against the member's revision, and"
                + " opened anew if the member is ahead.")
        .define(
            CATCH_UP_STREAMS,
            Type.INT,
            8,
            ConfigDef.Range.between(1, 64),
            Importance.LOW,
            "How many watches read old revisions side by side while the reader is far behind.")
        .define(
            ON_COMPACTION,
            Type.STRING,
            "fail",
            ValidString.in("fail"),
            Importance.MEDIUM,
            "What to do when etcd has compacted revisions that were not read yet: fail.");
  }

  private static ConfigDef defineFilter(ConfigDef def) {
    return def.define(
            INCLUDE,
            Type.LIST,
            "",
            Importance.HIGH,
            "Prefixes of the keys to carry; all keys if empty. A revision without any such key"
                + " still becomes an entry, an empty one, so that sequences do not depend on it.")
        .define(
            EXCLUDE,
            Type.LIST,
            "",
            Importance.MEDIUM,
            "Prefixes of keys not to carry, even if included.")
        .define(
            APPLIED_PREFIX,
            Type.STRING,
            DEFAULT_APPLIED_PREFIX,
            new ConfigDef.NonEmptyString(),
            Importance.LOW,
            "Prefix of the keys under which appliers keep the sequence they have applied. These"
                + " keys are never carried.")
        .define(
            FORWARD_APPLIED,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Whether to carry revisions that an applier wrote. With false two clusters can feed"
                + " each other without a loop; a chain of clusters needs true.");
  }

  /** Adds the settings of an applier. */
  public static ConfigDef defineApplier(ConfigDef def) {
    if (!def.names().contains(APPLIED_PREFIX)) {
      def.define(
          APPLIED_PREFIX,
          Type.STRING,
          DEFAULT_APPLIED_PREFIX,
          new ConfigDef.NonEmptyString(),
          Importance.LOW,
          "Prefix of the key under which the applied sequence is kept, in the same transaction as"
              + " the data; the id of the replicated state machine follows.");
    }
    return def.define(
            TXN_OPS,
            Type.INT,
            128,
            atLeast(16),
            Importance.LOW,
            "The target's --max-txn-ops. Larger transactions are nested so that they keep to it.")
        .define(
            TXN_BYTES,
            Type.INT,
            512 << 10,
            atLeast(1),
            Importance.LOW,
            "Consecutive entries are combined into one transaction up to so many bytes. Keep it"
                + " below the target's --max-request-bytes.");
  }

  List<EtcdEndpoint> endpoints() {
    return endpoints;
  }

  String user() {
    return config.getString(USER);
  }

  Password password() {
    return config.getPassword(PASSWORD);
  }

  String path(String key) {
    return config.getString(key);
  }

  Duration duration(String key) {
    return Duration.ofMillis(config.getLong(key));
  }

  int maxMessageBytes() {
    return config.getInt(MAX_MESSAGE);
  }

  long baseRevision() {
    return config.getLong(BASE_REVISION);
  }

  KeyFilter filter() {
    return KeyFilter.of(config.getList(INCLUDE), config.getList(EXCLUDE));
  }

  String appliedPrefix() {
    return config.getString(APPLIED_PREFIX);
  }

  boolean forwardApplied() {
    return config.getBoolean(FORWARD_APPLIED);
  }

  int catchUpStreams() {
    return config.getInt(CATCH_UP_STREAMS);
  }

  int txnOps() {
    return config.getInt(TXN_OPS);
  }

  int txnBytes() {
    return config.getInt(TXN_BYTES);
  }
}
