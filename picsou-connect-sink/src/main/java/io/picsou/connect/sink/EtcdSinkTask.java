package io.picsou.connect.sink;

import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.etcd.EtcdApplier;
import io.picsou.rsm.etcd.EtcdConfig;
import org.apache.kafka.common.config.AbstractConfig;

/** Applies revisions to etcd. */
public final class EtcdSinkTask extends ApplierSinkTask {
  /** Called by the worker. */
  public EtcdSinkTask() {
    super(EtcdSinkConnector.SETTINGS);
  }

  @Override
  EntryApplier open(AbstractConfig config, String rsm) throws InterruptedException {
    return EtcdApplier.open(new EtcdConfig(config), rsm);
  }
}
