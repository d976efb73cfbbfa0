package io.picsou.connect.source;

import io.picsou.core.entry.Entry;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdLogReader;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Reads one etcd member. Offsets carry the id of its cluster, so that another cluster at the same
 * address is not taken for the same log.
 */
public final class EtcdSourceTask extends LogSourceTask {
  private EtcdLogReader etcd;

  /** Called by the worker. */
  public EtcdSourceTask() {
    super(EtcdSourceConnector.SETTINGS, EtcdSourceConnector.OFFSETS);
  }

  @Override
  CommittedLogReader open(AbstractConfig config, Map<String, Object> offset) {
    etcd =
        EtcdLogReader.open(
            new EtcdConfig(config),
            OffsetFormat.sequence(offset),
            (String) offset.get(EtcdSourceConnector.CLUSTER_ID));
    return etcd;
  }

  @Override
  Map<String, Object> offset(Entry entry) {
    return Map.of(
        OffsetFormat.SEQUENCE, entry.sequence(), EtcdSourceConnector.CLUSTER_ID, etcd.clusterId());
  }
}
