package io.picsou.connect.sink;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.EntryHeaders;
import io.picsou.core.entry.Header;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Makes records into entries, as {@link EntryHeaders} says. Whatever is not such a record is
 * refused by its topic, partition and offset: skipping it would leave a gap in the log.
 */
final class RecordEntries {
  private String rsm;

  /**
   * @param rsm whose entries the records must be; if empty, the first record tells
   */
  RecordEntries(String rsm) {
    this.rsm = rsm;
  }

  /** Whose entries the records are; empty if that is not known yet. */
  String rsm() {
    return rsm;
  }

  /**
   * The entry in a record; shares its bytes.
   *
   * @throws ConnectException saying which record is wrong and what to do
   */
  Entry of(SinkRecord record) {
    long sequence = sequence(record);
    checkRsm(record);
    Entry entry =
        new Entry(
            sequence, bytes(record, "key", record.key()), payload(record), ownHeaders(record));
    if (EntryCodec.encodedBytes(entry) > EntryCodec.MAX_ENTRY_BYTES) {
      throw bad(record, "is larger than an entry may be, " + EntryCodec.MAX_ENTRY_BYTES + " bytes");
    }
    return entry;
  }

  /** Which record is meant. */
  static String place(SinkRecord record) {
    return "Record %s-%d@%d"
        .formatted(record.topic(), record.kafkaPartition(), record.kafkaOffset());
  }

  private static long sequence(SinkRecord record) {
    var header = record.headers().lastWithName(EntryHeaders.SEQUENCE);
    if (header == null) {
      throw bad(
          record,
          "has no header "
              + EntryHeaders.SEQUENCE
              + ": it was not written by a Picsou source connector. Check the setting topics");
    }
    long sequence = whole(header.value());
    if (sequence < 1) {
      throw bad(
          record,
          "has %s=%s, which is not a sequence from 1. Check the setting header.converter"
              .formatted(EntryHeaders.SEQUENCE, header.value()));
    }
    return sequence;
  }

  /** Header converters may hand a decimal text back as the smallest number that it fits in. */
  private static long whole(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    try {
      return value instanceof String text ? Long.parseLong(text) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void checkRsm(SinkRecord record) {
    var header = record.headers().lastWithName(EntryHeaders.RSM);
    if (header == null) {
      return;
    }
    String found = String.valueOf(header.value());
    if (rsm.isEmpty()) {
      rsm = found;
    } else if (!rsm.equals(found)) {
      throw bad(
          record,
          "is of the replicated state machine '%s', but this connector carries '%s'. Check the"
                  .formatted(found, rsm)
              + " settings topics, rsm.id and picsou.sending.cluster");
    }
  }

  private static byte[] payload(SinkRecord record) {
    return bytes(record, "value", record.value());
  }

  private static byte[] bytes(SinkRecord record, String part, Object value) {
    if (value == null || value instanceof byte[]) {
      return (byte[]) value;
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] copy = new byte[buffer.remaining()];
      buffer.duplicate().get(copy);
      return copy;
    }
    throw bad(
        record,
        "has a %s of type %s instead of bytes. Set %s.converter to"
                .formatted(part, value.getClass().getSimpleName(), part)
            + " org.apache.kafka.connect.converters.ByteArrayConverter");
  }

  private static List<Header> ownHeaders(SinkRecord record) {
    List<Header> own = new ArrayList<>();
    for (var header : record.headers()) {
      if (header.key().startsWith(EntryHeaders.OWN)) {
        String name = header.key().substring(EntryHeaders.OWN.length());
        own.add(new Header(name, ownValue(record, header.key(), header.value())));
      }
    }
    return own;
  }

  private static byte[] ownValue(SinkRecord record, String name, Object value) {
    try {
      return EntryHeaders.fromText(String.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw bad(record, "has a header " + name + " that is not encoded bytes: " + e.getMessage());
    }
  }

  private static ConnectException bad(SinkRecord record, String problem) {
    return new ConnectException(place(record) + " " + problem + ".");
  }
}
