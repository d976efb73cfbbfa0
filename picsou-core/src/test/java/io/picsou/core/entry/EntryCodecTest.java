package io.picsou.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EntryCodecTest {
  private static final int SEQUENCE_AND_LENGTHS = 16;

  @Provide
  Arbitrary<Entry> entries() {
    return Entries.any();
  }

  @Property
  void decodingGivesTheEncodedEntry(@ForAll("entries") Entry entry) {
    byte[] encoded = EntryCodec.encode(entry);

    assertThat(encoded).hasSize(Math.toIntExact(EntryCodec.encodedBytes(entry)));
    assertThat(EntryCodec.decodeAt(ByteBuffer.wrap(encoded), 0))
        .usingRecursiveComparison()
        .isEqualTo(entry);
  }

  @Property
  void directAndReadOnlyBuffersDecodeLikeArrays(@ForAll("entries") Entry entry) {
    byte[] encoded = EntryCodec.encode(entry);
    ByteBuffer direct = ByteBuffer.allocateDirect(encoded.length + 3).position(3).put(encoded);

    assertThat(EntryCodec.decodeAt(direct.flip().asReadOnlyBuffer(), 3))
        .usingRecursiveComparison()
        .isEqualTo(entry);
  }

  @Property(tries = 100)
  void everyFlippedBitIsDetected(@ForAll("entries") Entry entry) {
    byte[] encoded = EntryCodec.encode(entry);
    for (int bit = 0; bit < encoded.length * 8; bit++) {
      byte[] flipped = encoded.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(CorruptEntryException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> EntryCodec.verifyAt(ByteBuffer.wrap(flipped), 0));
    }
  }

  @Property(tries = 200)
  void everyTruncationIsDetected(@ForAll("entries") Entry entry) {
    byte[] encoded = EntryCodec.encode(entry);
    for (int length = 0; length < encoded.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(encoded, 0, length);
      assertThatExceptionOfType(CorruptEntryException.class)
          .isThrownBy(() -> EntryCodec.decodeAt(cut, 0))
          .withMessageContaining("byte 0");
    }
  }

  @Property
  void garbageIsCorruptAndNothingElse(@ForAll @Size(max = 200) byte[] garbage) {
    assertThatExceptionOfType(CorruptEntryException.class)
        .isThrownBy(() -> EntryCodec.decodeAt(ByteBuffer.wrap(garbage), 0));
  }

  /** What a liar can do: the checksum is right, the body is anything. */
  @Property
  void aRightChecksumOverGarbageStaysWithinItsBounds(@ForAll @Size(max = 120) byte[] body) {
    ByteBuffer sealed = sealed(body);
    try {
      Entry entry = EntryCodec.decodeAt(sealed, 0);
      assertThat(EntryCodec.encodedBytes(entry)).isGreaterThanOrEqualTo(EntryCodec.OVERHEAD_BYTES);
    } catch (CorruptEntryException e) {
      assertThat(e).hasMessageContaining("byte 0");
    }
  }

  @Property
  void keyAndPayloadLengthsOfALiarAllocateNothing(@ForAll int key, @ForAll int payload) {
    ByteBuffer body = ByteBuffer.allocate(SEQUENCE_AND_LENGTHS);
    body.putLong(1).putInt(key).putInt(payload);
    if (Math.max(key, payload) > 0 || Math.min(key, payload) < -1) {
      assertThatExceptionOfType(CorruptEntryException.class)
          .isThrownBy(() -> EntryCodec.decodeAt(sealed(body.array()), 0))
          .withMessageContaining("malformed entry 1");
    }
  }

  @Property
  void sequencesBelowOneAreCorrupt(@ForAll @IntRange(min = -5, max = 0) int sequence) {
    byte[] body = ByteBuffer.allocate(16).putLong(sequence).putInt(-1).putInt(-1).array();
    assertThatExceptionOfType(CorruptEntryException.class)
        .isThrownBy(() -> EntryCodec.decodeAt(sealed(body), 0));
  }

  @Property
  void payloadPartsEncodeLikeEntries(@ForAll @Size(max = 80) byte[] payload) {
    byte[] source = ByteBuffer.allocate(payload.length + 7).put(3, payload).array();
    ByteBuffer out = ByteBuffer.allocate(EntryCodec.OVERHEAD_BYTES + payload.length);
    EntryCodec.encode(7, source, 3, payload.length, out);

    assertThat(out.array()).isEqualTo(EntryCodec.encode(Entry.of(7, payload)));
  }

  /** The bytes are on disks: they must not change. */
  @Example
  void theFormIsFixed() {
    Entry entry =
        new Entry(
            258, new byte[] {'k'}, new byte[] {1, 2}, List.of(new Header("h", new byte[] {9})));
    String body =
        "0000000000000102" + "00000001" + "00000002" + "6b" + "0102" + "00016800000001" + "09";

    assertThat(HexFormat.of().formatHex(EntryCodec.encode(entry)))
        .isEqualTo("0000001b" + "032b8049" + body);
  }

  @Example
  void impossibleLengthsAreTold() {
    for (int length : new int[] {Integer.MIN_VALUE, -1, 0, 15, EntryCodec.MAX_ENTRY_BYTES}) {
      ByteBuffer bytes = ByteBuffer.allocate(64).putInt(0, length);
      assertThat(EntryCodec.claimedSizeAt(bytes, 0)).isEqualTo(-1);
      assertThatExceptionOfType(CorruptEntryException.class)
          .isThrownBy(() -> EntryCodec.sizeAt(bytes, 0))
          .withMessageContaining("impossible entry length " + length);
    }
  }

  @Example
  void tooLargeEntriesAreRefusedByEveryEncoder() {
    int length = EntryCodec.MAX_ENTRY_BYTES - EntryCodec.OVERHEAD_BYTES + 1;
    byte[] payload = new byte[length];
    Entry entry = Entry.of(3, payload);
    ByteBuffer none = ByteBuffer.allocate(0);

    assertThatIllegalArgumentException().isThrownBy(() -> EntryCodec.encode(entry));
    assertThatIllegalArgumentException().isThrownBy(() -> EntryCodec.encode(entry, none));
    assertThatIllegalArgumentException().isThrownBy(() -> Frame.of(List.of(entry)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryCodec.encode(3, payload, 0, length, none))
        .withMessageContaining("entry 3 has");
  }

  @Example
  void tooLongHeaderNamesAreRefused() {
    Header header = new Header("n".repeat(Header.MAX_NAME_BYTES + 1), null);
    Entry entry = new Entry(1, null, null, List.of(header));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryCodec.encode(entry))
        .withMessageContaining("header name of 65536 bytes");
  }

  @Example
  void theLongestHeaderNameSurvives() {
    Header header = new Header("n".repeat(Header.MAX_NAME_BYTES), new byte[0]);
    Entry entry = new Entry(1, null, null, List.of(header));

    assertThat(EntryCodec.decodeAt(ByteBuffer.wrap(EntryCodec.encode(entry)), 0))
        .usingRecursiveComparison()
        .isEqualTo(entry);
  }

  private static ByteBuffer sealed(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    ByteBuffer record = ByteBuffer.allocate(EntryCodec.PREFIX_BYTES + body.length);
    return record.putInt(body.length).putInt((int) crc.getValue()).put(body).flip();
  }
}
