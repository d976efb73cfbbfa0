package io.picsou.bench.embedded;

import org.apache.kafka.connect.source.SourceConnectorContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connector, as opposed to its task, may ask for. */
final class PluginContext implements SourceConnectorContext {
  private static final Logger log = LoggerFactory.getLogger(PluginContext.class);

  private final String name;
  private final OffsetsFile offsets;

  PluginContext(String name, OffsetsFile offsets) {
    this.name = name;
    this.offsets = offsets;
  }

  @Override
  public OffsetStorageReader offsetStorageReader() {
    return offsets.reader(name);
  }

  @Override
  public void requestTaskReconfiguration() {
    log.warn("{}: asked for other tasks; without a Connect worker they stay as they are", name);
  }

  @Override
  public void raiseError(Exception e) {
    log.error("{}: the connector reports an error", name, e);
  }
}
