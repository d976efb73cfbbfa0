package io.picsou.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameTest {
  @Provide
  Arbitrary<List<Entry>> runs() {
    return Entries.runs();
  }

  @Property(tries = 300)
  void entriesComeBack(@ForAll("runs") List<Entry> run) {
    Frame frame = Frame.verified(Frame.of(run).bytes());

    assertThat(frame.entries()).usingRecursiveComparison().isEqualTo(run);
    assertThat(frame.first()).isEqualTo(run.get(0).sequence());
    assertThat(frame.last()).isEqualTo(run.get(run.size() - 1).sequence());
    assertThat(frame.count()).isEqualTo(run.size());
    assertThat(frame.bytes().remaining()).isEqualTo(frame.sizeBytes());
  }

  @Property(tries = 300)
  void aSliceIsTheSubRunEncodedAgain(
      @ForAll("runs") List<Entry> run,
      @ForAll @IntRange(max = 100) int a,
      @ForAll @IntRange(max = 100) int b) {
    int from = Math.min(a % run.size(), b % run.size());
    int to = Math.max(a % run.size(), b % run.size());
    Frame slice = Frame.of(run).slice(run.get(from).sequence(), run.get(to).sequence());

    assertThat(slice.bytes()).isEqualTo(Frame.of(run.subList(from, to + 1)).bytes());
    assertThat(slice.first()).isEqualTo(run.get(from).sequence());
    assertThat(slice.count()).isEqualTo(to - from + 1);
  }

  @Property(tries = 300)
  void aSliceOfASliceIsASlice(@ForAll("runs") List<Entry> run) {
    Frame whole = Frame.of(run);
    Frame part = whole;
    while (part.count() > 2) {
      part = part.slice(part.first() + 1, part.last() - 1);
      assertThat(part.bytes()).isEqualTo(whole.slice(part.first(), part.last()).bytes());
    }
  }

  @Property(tries = 300)
  void isCutWhereTheKeyChanges(@ForAll("runs") List<Entry> run, @ForAll @IntRange(min = 1) int n) {
    Frame whole = Frame.of(run);
    List<Frame> pieces = new ArrayList<>();
    List<Long> keys = new ArrayList<>();
    whole.cut(
        (sequence, bytes) -> sequence / n % 3 + bytes / 64,
        (piece, key) -> {
          pieces.add(piece);
          keys.add(key);
        });

    assertThat(pieces.get(0).first()).isEqualTo(whole.first());
    assertThat(pieces.get(pieces.size() - 1).last()).isEqualTo(whole.last());
    for (int i = 0; i < pieces.size(); i++) {
      Frame piece = pieces.get(i);
      assertThat(piece.bytes()).isEqualTo(whole.slice(piece.first(), piece.last()).bytes());
      assertThat(i == 0 || piece.first() == pieces.get(i - 1).last() + 1).isTrue();
      assertThat(i == 0 || !keys.get(i).equals(keys.get(i - 1))).isTrue();
      for (Entry entry : piece.entries()) {
        long key = entry.sequence() / n % 3 + EntryCodec.encodedBytes(entry) / 64;
        assertThat(key).isEqualTo(keys.get(i));
      }
    }
  }

  @Property(tries = 100)
  void entriesOfOneSizeAreFoundWithoutALookAtOthers(
      @ForAll @IntRange(min = 1, max = 30) int count,
      @ForAll @IntRange(max = 50) int bytes,
      @ForAll @IntRange(min = 1, max = 9) int n) {
    List<Entry> run = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      run.add(Entry.of(7 + i, new byte[bytes]));
    }
    Frame known = Frame.verified(Frame.of(run).bytes());
    assertThat(Frame.uniform(7, count, Frame.of(run).bytes()).entries())
        .usingRecursiveComparison()
        .isEqualTo(run);
    List<Frame> pieces = new ArrayList<>();
    known.cut(
        (sequence, size) -> sequence / n + 1000L * size,
        (piece, key) -> {
          assertThat(key).isEqualTo(piece.last() / n + 1000L * (bytes + 24));
          pieces.add(piece);
        });
    assertThat(pieces.stream().mapToInt(Frame::count).sum()).isEqualTo(count);
    for (Frame piece : pieces) {
      assertThat(piece.bytes())
          .isEqualTo(Frame.of(run).slice(piece.first(), piece.last()).bytes())
          .isEqualTo(known.slice(piece.first(), piece.last()).bytes());
    }
  }

  @Example
  void bytesThatCannotBeOfOneSizeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.uniform(1, 3, ByteBuffer.allocate(100)))
        .withMessage("3 entries of one size cannot have 100 bytes");
  }

  @Property(tries = 50)
  void everyFlippedBitIsDetected(@ForAll("runs") List<Entry> run) {
    byte[] bytes = bytes(Frame.of(run));
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatExceptionOfType(CorruptEntryException.class)
          .as("bit %d", bit)
          .isThrownBy(() -> Frame.verified(ByteBuffer.wrap(flipped)));
    }
  }

  @Property(tries = 100)
  void aTruncatedFrameIsCorruptUnlessWholeEntriesAreMissing(@ForAll("runs") List<Entry> run) {
    byte[] bytes = bytes(Frame.of(run));
    int whole = 0;
    int nextEnd = EntryCodec.sizeAt(ByteBuffer.wrap(bytes), 0);
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
      if (length == nextEnd) {
        assertThat(Frame.verified(cut).entries())
            .usingRecursiveComparison()
            .isEqualTo(run.subList(0, ++whole));
        nextEnd += EntryCodec.sizeAt(ByteBuffer.wrap(bytes), length);
      } else {
        assertThatExceptionOfType(CorruptEntryException.class)
            .isThrownBy(() -> Frame.verified(cut));
      }
    }
  }

  @Property
  void garbageIsCorruptAndNothingElse(@ForAll @Size(max = 300) byte[] garbage) {
    assertThatExceptionOfType(CorruptEntryException.class)
        .isThrownBy(() -> Frame.verified(ByteBuffer.wrap(garbage)));
  }

  @Property
  void onlyTheRemainingBytesCount(@ForAll("runs") List<Entry> run) {
    Frame frame = Frame.of(run);
    ByteBuffer around = ByteBuffer.allocate(frame.sizeBytes() + 9).position(4);
    around.put(frame.bytes()).limit(around.position()).position(4);

    assertThat(Frame.verified(around).bytes()).isEqualTo(frame.bytes());
    assertThat(around.position()).isEqualTo(4);
  }

  @Example
  void gapsRepetitionsAndSequencesBelowOneAreCorrupt() {
    for (long second : new long[] {1, 3, 9}) {
      assertThatExceptionOfType(CorruptEntryException.class)
          .isThrownBy(() -> Frame.verified(pair(1, second)))
          .withMessageContaining("entry " + second + " where 2 belongs");
    }
    assertThatExceptionOfType(CorruptEntryException.class)
        .isThrownBy(() -> Frame.verified(pair(Long.MAX_VALUE, 1)));
  }

  @Example
  void encodingRefusesAGap() {
    List<Entry> gap = List.of(Entry.of(4, null), Entry.of(6, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.of(gap))
        .withMessage("entry 6 where 5 belongs");
  }

  @Example
  void slicesOutsideAreRefused() {
    Frame frame = Frame.of(List.of(Entry.of(4, null), Entry.of(5, null)));
    for (long[] range : new long[][] {{3, 4}, {4, 6}, {5, 4}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> frame.slice(range[0], range[1]));
    }
  }

  private static ByteBuffer pair(long first, long second) {
    return ByteBuffer.allocate(100)
        .put(EntryCodec.encode(Entry.of(first, null)))
        .put(EntryCodec.encode(Entry.of(second, null)))
        .flip();
  }

  private static byte[] bytes(Frame frame) {
    byte[] bytes = new byte[frame.sizeBytes()];
    frame.bytes().get(bytes);
    return bytes;
  }
}
