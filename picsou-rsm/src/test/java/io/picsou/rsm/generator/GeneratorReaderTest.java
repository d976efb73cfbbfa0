package io.picsou.rsm.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class GeneratorReaderTest {
  private static final Duration NOW = Duration.ZERO;

  @Property(tries = 200)
  void framesHoldTheEntriesOfTheirSequences(
      @ForAll @IntRange(max = 300) int payloadBytes,
      @ForAll @IntRange(max = 10_000) int after,
      @ForAll @IntRange(min = 1, max = 5_000) int maxBytes)
      throws Exception {
    try (GeneratorReader reader = GeneratorReader.open(payloadBytes, after)) {
      long next = after + 1L;
      for (int run = 0; run < 3; run++) {
        Frame frame = Frame.verified(reader.read(maxBytes, NOW).bytes());
        assertThat(frame.first()).isEqualTo(next);
        assertThat(frame.count() == 1 || frame.sizeBytes() <= maxBytes).isTrue();
        Entry last = frame.entries().get(frame.count() - 1);
        assertThat(last.payload())
            .isEqualTo(GeneratorReader.entry(frame.last(), payloadBytes).payload());
        next = frame.last() + 1;
      }
    }
  }

  @Property(tries = 200)
  void checksumsAreRightWhateverTheSequence(
      @ForAll @IntRange(max = 300) int payloadBytes, @ForAll @LongRange(min = 0) long after)
      throws Exception {
    long start = Math.min(after, Long.MAX_VALUE - 10);
    try (GeneratorReader reader = GeneratorReader.open(payloadBytes, start)) {
      assertThat(Frame.verified(reader.read(0, NOW).bytes()).first()).isEqualTo(start + 1);
    }
  }

  @Example
  void neighboursDiffer() {
    assertThat(GeneratorReader.entry(1, 50).payload())
        .isNotEqualTo(GeneratorReader.entry(2, 50).payload());
  }

  @Example
  void endsAtItsLimit() throws Exception {
    List<Long> sequences = new ArrayList<>();
    try (GeneratorReader reader = GeneratorReader.open(10, 3, 9)) {
      for (Frame frame = reader.read(70, NOW); frame != null; ) {
        frame.entries().forEach(entry -> sequences.add(entry.sequence()));
        frame = reader.read(70, NOW);
      }
    }
    assertThat(sequences).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Example
  void closingEndsAWaitAtTheLimit() throws Exception {
    GeneratorReader reader = GeneratorReader.open(10, 0, 0);
    CompletableFuture<Frame> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return reader.read(1, Duration.ofDays(1_000_000));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    reader.close();
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isNull();
  }

  @Example
  void largePayloadsComeAlone() throws Exception {
    try (GeneratorReader reader = GeneratorReader.open(1 << 20, 0)) {
      Frame frame = reader.read(1000, NOW);
      assertThat(frame.count()).isEqualTo(1);
      assertThat(Frame.verified(frame.bytes()).sizeBytes())
          .isEqualTo((1 << 20) + EntryCodec.OVERHEAD_BYTES);
    }
  }

  @Example
  void impossibleLogsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> GeneratorReader.open(-1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GeneratorReader.open(EntryCodec.MAX_ENTRY_BYTES, 0))
        .withMessageContaining("payload of 67108864 bytes");
    assertThatIllegalArgumentException().isThrownBy(() -> GeneratorReader.open(1, -1));
  }
}
