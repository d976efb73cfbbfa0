package io.picsou.baseline.kafka;

import io.picsou.core.entry.CorruptEntryException;
import io.picsou.core.entry.EntryCodec;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record's value is one encoded entry, as it is in the log. */
final class RecordEntry {
  private RecordEntry() {}

  /**
   * Verifies the checksum of a record's entry and returns its sequence.
   *
   * @throws ShimException naming the record, if it is no intact entry
   */
  static long verify(ConsumerRecord<byte[], ByteBuffer> record) {
    ByteBuffer value = record.value();
    if (value == null) {
      throw broken(record, "it has no value");
    }
    try {
      int size = EntryCodec.verifyAt(value, value.position());
      if (size != value.remaining()) {
        throw broken(record, "there are bytes behind it");
      }
    } catch (CorruptEntryException e) {
      throw broken(record, e.getMessage());
    }
    return EntryCodec.sequenceAt(value, value.position());
  }

  static String place(ConsumerRecord<?, ?> record) {
    return "record %s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private static ShimException broken(ConsumerRecord<?, ?> record, String why) {
    return new ShimException(
        "%s is not an intact entry: %s; the topic must carry this log alone"
            .formatted(place(record), why));
  }
}
