package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The log that senders of one process share. */
class SharedLogTest {
  private static final int PAYLOAD = 10_000;
  private static final int RUN = 256 << 10;

  /** Its clock stands still, so that nobody's patience ends. */
  private static CommittedLogReader open(String cluster) {
    return SharedLog.open(cluster, PAYLOAD, () -> 0);
  }

  private static Frame read(CommittedLogReader reader, int maxBytes) throws InterruptedException {
    return reader.read(maxBytes, Duration.ZERO);
  }

  private static void assertNext(Frame run, CommittedLogReader own) throws InterruptedException {
    Frame expected = read(own, RUN);
    assertThat(run.first()).isEqualTo(expected.first());
    assertThat(run.bytes()).isEqualTo(expected.bytes());
  }

  @Test
  void readersGetTheSameRunsWhoeverComesFirst() throws InterruptedException {
    try (CommittedLogReader one = open("A");
        CommittedLogReader other = open("A")) {
      Frame first = read(one, RUN);
      assertThat(read(other, RUN)).isSameAs(first);
      Frame second = read(other, RUN);
      assertThat(read(one, RUN)).isSameAs(second);
    }
  }

  @Test
  void nobodyGetsFurtherAheadThanWhatIsKept() throws InterruptedException {
    try (CommittedLogReader ahead = open("A");
        CommittedLogReader late = open("A")) {
      Frame first = read(ahead, RUN);
      long bytes = first.sizeBytes();
      Frame next = read(ahead, RUN);
      while (next != null && bytes <= SharedLog.KEPT_BYTES) {
        bytes += next.sizeBytes();
        next = read(ahead, RUN);
      }
      assertThat(bytes).isBetween(SharedLog.KEPT_BYTES - RUN, SharedLog.KEPT_BYTES);

      assertThat(read(late, RUN)).isSameAs(first);
      assertThat(read(ahead, RUN)).isNotNull();
      assertThat(read(ahead, RUN)).isNull();

      late.close();
      assertThat(read(ahead, RUN)).isNotNull();
    }
  }

  @Test
  void whoDoesNotReadIsNotWaitedForAndGetsTheSameLogAllTheSame() throws InterruptedException {
    AtomicLong now = new AtomicLong();
    try (CommittedLogReader ahead = SharedLog.open("A", PAYLOAD, now::get);
        CommittedLogReader late = SharedLog.open("A", PAYLOAD, now::get);
        CommittedLogReader own = GeneratorReader.open(PAYLOAD, 0)) {
      long bytes = 0;
      Frame newest = null;
      while (bytes <= 2 * SharedLog.KEPT_BYTES) {
        now.addAndGet(SharedLog.PATIENCE_NANOS);
        newest = read(ahead, RUN);
        bytes += newest.sizeBytes();
      }
      Frame caughtUp = read(late, RUN);
      assertNext(caughtUp, own);
      assertThat(read(ahead, RUN)).isNull();
      while (caughtUp.last() < newest.last()) {
        caughtUp = read(late, RUN);
        assertNext(caughtUp, own);
      }
      assertThat(caughtUp).isSameAs(newest);
      assertThat(read(ahead, RUN)).isNotNull();
    }
  }

  @Test
  void aRunLargerThanWhatIsKeptIsMadeAllTheSame() throws InterruptedException {
    try (CommittedLogReader one = open("A");
        CommittedLogReader other = open("A")) {
      Frame large = read(one, (int) SharedLog.KEPT_BYTES + 1);
      assertThat(large).isNotNull();
      assertThat(read(other, 1)).isSameAs(large);
    }
  }

  @Test
  void clustersDoNotWaitForEachOther() throws InterruptedException {
    try (CommittedLogReader ahead = open("A");
        CommittedLogReader other = open("B")) {
      assertThat(read(other, RUN)).isNotSameAs(read(ahead, RUN));
      for (long bytes = 0; bytes <= 2 * SharedLog.KEPT_BYTES; ) {
        bytes += read(ahead, RUN).sizeBytes();
      }
    }
  }

  @Test
  void runsAreAsLongAsWhoeverCameFirstWantedThem() throws InterruptedException {
    try (CommittedLogReader ahead = open("A");
        CommittedLogReader late = open("A")) {
      Frame oneEntry = read(ahead, 1);
      assertThat(oneEntry.count()).isEqualTo(1);
      assertThat(read(late, RUN)).isSameAs(oneEntry);
    }
  }

  @Test
  void aLogBeginsAnewWhenNobodyReadsTheLastOne() throws InterruptedException {
    try (CommittedLogReader reader = open("A")) {
      read(reader, RUN);
    }
    try (CommittedLogReader reader = open("A");
        CommittedLogReader own = GeneratorReader.open(PAYLOAD, 0)) {
      assertNext(read(reader, RUN), own);
    }
  }

  @Test
  void aClosedReaderReadsNothingAndOthersGoOn() throws InterruptedException {
    try (CommittedLogReader other = open("A")) {
      CommittedLogReader reader = open("A");
      Frame first = read(reader, RUN);
      reader.close();
      reader.close();

      assertThat(read(reader, RUN)).isNull();
      assertThat(read(other, RUN)).isSameAs(first);
    }
  }
}
