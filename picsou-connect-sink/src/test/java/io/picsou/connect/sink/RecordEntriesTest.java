package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordEntriesTest {
  private static final byte[] PAYLOAD = {1, 2};

  private final RecordEntries entries = new RecordEntries("");

  @Test
  void takesTheBytesAsTheyAre() {
    Entry entry = entries.of(record(headers("7"), PAYLOAD));

    assertThat(entry.sequence()).isEqualTo(7);
    assertThat(entry.key()).isNull();
    assertThat(entry.payload()).isSameAs(PAYLOAD);
  }

  @Test
  void takesSequencesAsAnyHeaderConverterGivesThem() {
    assertThat(entries.of(record(headers((byte) 7), null)).sequence()).isEqualTo(7);
    assertThat(entries.of(record(headers((short) 700), null)).sequence()).isEqualTo(700);
    assertThat(entries.of(record(headers(70_000), null)).sequence()).isEqualTo(70_000);
    assertThat(entries.of(record(headers(7L << 40), null)).sequence()).isEqualTo(7L << 40);
  }

  @Test
  void takesByteBuffers() {
    Entry entry = entries.of(record(headers("7"), ByteBuffer.wrap(PAYLOAD)));

    assertThat(entry.payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void takesTheEntrysOwnHeaders() {
    ConnectHeaders headers = headers("7");
    headers.addString("picsou.header.h", "x0aff").addString("picsou.header.n", "x-");
    headers.addString("other", "ignored");

    assertThat(entries.of(record(headers, null)).headers())
        .extracting(header -> header.name())
        .containsExactly("h", "n");
    assertThat(entries.of(record(headers, null)).headers().get(0).value())
        .isEqualTo(new byte[] {10, -1});
  }

  @Test
  void refusesARecordWithoutSequence() {
    refuses(record(new ConnectHeaders(), PAYLOAD), "picsou.seq", "log-0@3", "topics");
  }

  @Test
  void refusesSequencesThatAreNone() {
    refuses(record(headers("abc"), PAYLOAD), "picsou.seq=abc");
    refuses(record(headers(0), PAYLOAD), "picsou.seq=0");
    refuses(record(headers(1.5), PAYLOAD), "picsou.seq=1.5");
  }

  @Test
  void refusesValuesThatAreNotBytes() {
    refuses(record(headers("7"), "text"), "String", "value.converter", "ByteArrayConverter");
  }

  @Test
  void refusesABrokenOwnHeader() {
    ConnectHeaders headers = headers("7");
    headers.addString("picsou.header.h", "plain");

    refuses(record(headers, PAYLOAD), "picsou.header.h");
  }

  @Test
  void refusesTheLogOfAnother() {
    ConnectHeaders first = headers("7");
    first.addString("picsou.rsm", "a");
    entries.of(record(first, null));
    assertThat(entries.rsm()).isEqualTo("a");
    ConnectHeaders second = headers("8");
    second.addString("picsou.rsm", "b");

    refuses(record(second, PAYLOAD), "'b'", "'a'", "rsm.id");
  }

  private void refuses(SinkRecord record, String... parts) {
    assertThatThrownBy(() -> entries.of(record))
        .isInstanceOf(ConnectException.class)
        .hasMessageContainingAll(parts);
  }

  private static ConnectHeaders headers(Object sequence) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.add("picsou.seq", new SchemaAndValue(null, sequence));
    return headers;
  }

  private static SinkRecord record(ConnectHeaders headers, Object value) {
    return FakeWorker.record(3, value, headers);
  }
}
