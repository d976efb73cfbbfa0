package io.picsou.connect.source;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryHeaders;
import io.picsou.core.entry.Header;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes entries into records: key and payload as bytes, the rest as {@link EntryHeaders} says.
 * Immutable and thread-safe.
 */
final class EntryRecords {
  /** A log is one partition: its records keep their order. */
  private static final int PARTITION = 0;

  private final String topic;
  private final String rsm;
  private final Map<String, String> sourcePartition;

  EntryRecords(String topic, String rsm) {
    this.topic = topic;
    this.rsm = rsm;
    this.sourcePartition = OffsetFormat.partition(rsm);
  }

  SourceRecord of(Entry entry, Map<String, ?> sourceOffset) {
    return new SourceRecord(
        sourcePartition,
        sourceOffset,
        topic,
        PARTITION,
        Schema.OPTIONAL_BYTES_SCHEMA,
        entry.key(),
        Schema.OPTIONAL_BYTES_SCHEMA,
        entry.payload(),
        null,
        headers(entry));
  }

  private ConnectHeaders headers(Entry entry) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString(EntryHeaders.SEQUENCE, Long.toString(entry.sequence()));
    headers.addString(EntryHeaders.RSM, rsm);
    for (Header own : entry.headers()) {
      headers.addString(EntryHeaders.OWN + own.name(), EntryHeaders.toText(own.value()));
    }
    return headers;
  }
}
