package io.picsou.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.bench.replica.EntryDigest;
import io.picsou.bench.replica.PackedSet;
import io.picsou.bench.replica.ReplicaReport;
import io.picsou.bench.replica.SourcePlan;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final SourcePlan SOURCE = SourcePlan.generated(100, 0);
  private static final int LAST = 20_000;
  private static final List<String> NAMES = List.of("B0", "B1");

  private final Verification verification = new Verification(SOURCE, LAST);

  /** The report of a receiver that has these entries of a log with payloads of some size. */
  private static ReplicaReport report(BitSet which, int payloadBytes, boolean gaps)
      throws InterruptedException {
    EntryDigest digest = new EntryDigest();
    try (CommittedLogReader log = SourcePlan.generated(payloadBytes, 0).open(0)) {
      for (long next = 1; next < which.length(); ) {
        Frame run = log.read(1 << 20, Duration.ZERO);
        digest.add(run, which);
        next = run.last() + 1;
      }
    }
    byte[] sequences = gaps ? PackedSet.pack(which) : null;
    return new ReplicaReport(
        which.length() - 1, which.cardinality(), digest.value(), sequences, null);
  }

  private static ReplicaReport upTo(int last, int payloadBytes) throws InterruptedException {
    BitSet all = new BitSet();
    all.set(1, last + 1);
    return report(all, payloadBytes, false);
  }

  private static BitSet every(int step, int from) {
    BitSet some = new BitSet();
    IntStream.iterate(from, k -> k <= LAST, k -> k + step).forEach(some::set);
    return some;
  }

  @Test
  void whoHasEverythingIsFine() throws InterruptedException {
    verification.everything(NAMES, List.of(upTo(LAST, 100), upTo(LAST, 100)));
    assertThat(verification.problems()).isEmpty();
  }

  @Test
  void whoLacksTheLastEntryIsNamed() throws InterruptedException {
    verification.everything(NAMES, List.of(upTo(LAST, 100), upTo(LAST - 1, 100)));
    assertThat(verification.problems())
        .containsExactly("B1 has 19,999 entries up to 19,999 instead of all 20,000");
  }

  @Test
  void whoHasOtherEntriesIsNamed() throws InterruptedException {
    verification.everything(NAMES, List.of(upTo(LAST, 99), upTo(LAST, 100)));
    assertThat(verification.problems())
        .containsExactly("B0 has other entries than were sent: its digest differs");
  }

  @Test
  void sharesMayHaveLosses() throws InterruptedException {
    BitSet even = every(2, 2);
    even.clear(100, 200);
    long lost =
        verification.shares(
            NAMES, List.of(report(every(2, 1), 100, true), report(even, 100, true)));
    assertThat(verification.problems()).isEmpty();
    assertThat(lost).isEqualTo(50);
  }

  @Test
  void sharesMayNotOverlap() throws InterruptedException {
    verification.shares(
        NAMES, List.of(report(every(2, 1), 100, true), report(every(3, 1), 100, true)));
    assertThat(verification.problems())
        .containsExactly("B1 has entries that another receiver has too");
  }

  @Test
  void sharesMustBeWhatWasSent() throws InterruptedException {
    verification.shares(
        NAMES, List.of(report(every(2, 1), 100, true), report(every(2, 2), 99, true)));
    assertThat(verification.problems())
        .containsExactly("B1 has other entries than were sent: its digest differs");
  }
}
