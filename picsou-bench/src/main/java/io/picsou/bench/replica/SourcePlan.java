package io.picsou.bench.replica;

import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdLogReader;
import io.picsou.rsm.file.FileLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.file.Path;
import java.util.Map;

/**
 * The committed log of the sending cluster, the same at each of its replicas. It is made up if
 * neither file nor etcd member are given.
 *
 * @param payloadBytes the size of every payload
 * @param file the log file to read, or null
 * @param etcd the client URL of the etcd member to read, or null
 * @param entries how many there are; 0 for no end
 * @param entriesPerSecond how fast entries appear to a reader, whenever they were committed; 0 for
 *     as fast as they are taken
 */
public record SourcePlan(
    int payloadBytes, String file, String etcd, long entries, double entriesPerSecond) {
  /** A log that is made up as it is read, without end. */
  public static SourcePlan generated(int payloadBytes, double entriesPerSecond) {
    return new SourcePlan(payloadBytes, null, null, 0, entriesPerSecond);
  }

  /** What a member of etcd has committed, as soon as it has. */
  public static SourcePlan etcd(int payloadBytes, String endpoint) {
    return new SourcePlan(payloadBytes, null, endpoint, 0, 0);
  }

  /** Whether there is no such log but the one that {@link GeneratorReader} makes up. */
  boolean isMadeUp() {
    return file == null && etcd == null;
  }

  /** Opens the log behind a sequence. */
  public CommittedLogReader open(long after) {
    if (etcd != null) {
      return EtcdLogReader.open(EtcdConfig.of(Map.of(EtcdConfig.ENDPOINTS, etcd)), after, null);
    }
    return file == null
        ? GeneratorReader.open(payloadBytes, after)
        : FileLogReader.open(Path.of(file), after);
  }
}
