package io.picsou.connect.sink;

import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.file.FileApplier;
import io.picsou.rsm.file.FileConfig;
import org.apache.kafka.common.config.AbstractConfig;

/** Appends to a log file. */
public final class FileSinkTask extends ApplierSinkTask {
  /** Called by the worker. */
  public FileSinkTask() {
    super(FileSinkConnector.SETTINGS);
  }

  @Override
  EntryApplier open(AbstractConfig config, String rsm) {
    return FileApplier.open(new FileConfig(config).path());
  }
}
