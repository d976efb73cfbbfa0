package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.generator.GeneratorReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The log that senders of one process share. */
class SharedLogTest {
  private static final int PAYLOAD = 10_000;
  private static final int RUN = 256 << 10;

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
    try (CommittedLogReader one = SharedLog.open(PAYLOAD);
        CommittedLogReader other = SharedLog.open(PAYLOAD)) {
      Frame first = read(one, RUN);
      assertThat(read(other, RUN)).isSameAs(first);
      Frame second = read(other, RUN);
      assertThat(read(one, RUN)).isSameAs(second);
    }
  }

  @Test
  void whoIsTooFarBehindGetsTheSameLogAllTheSame() throws InterruptedException {
    try (CommittedLogReader ahead = SharedLog.open(PAYLOAD);
        CommittedLogReader late = SharedLog.open(PAYLOAD);
        CommittedLogReader own = GeneratorReader.open(PAYLOAD, 0)) {
      long bytes = 0;
      Frame newest = null;
      while (bytes <= 2 * SharedLog.KEPT_BYTES) {
        newest = read(ahead, RUN);
        bytes += newest.sizeBytes();
      }
      Frame caughtUp;
      do {
        caughtUp = read(late, RUN);
        assertNext(caughtUp, own);
      } while (caughtUp.last() < newest.last());
      assertThat(caughtUp).isSameAs(newest);
    }
  }

  @Test
  void runsAreAsLongAsWhoeverCameFirstWantedThem() throws InterruptedException {
    try (CommittedLogReader ahead = SharedLog.open(PAYLOAD);
        CommittedLogReader late = SharedLog.open(PAYLOAD)) {
      Frame oneEntry = read(ahead, 1);
      assertThat(oneEntry.count()).isEqualTo(1);
      assertThat(read(late, RUN)).isSameAs(oneEntry);
    }
  }

  @Test
  void aLogBeginsAnewWhenNobodyReadsTheLastOne() throws InterruptedException {
    try (CommittedLogReader reader = SharedLog.open(PAYLOAD)) {
      read(reader, RUN);
    }
    try (CommittedLogReader reader = SharedLog.open(PAYLOAD);
        CommittedLogReader own = GeneratorReader.open(PAYLOAD, 0)) {
      assertNext(read(reader, RUN), own);
    }
  }

  @Test
  void aClosedReaderReadsNothingAndOthersGoOn() throws InterruptedException {
    try (CommittedLogReader other = SharedLog.open(PAYLOAD)) {
      CommittedLogReader reader = SharedLog.open(PAYLOAD);
      Frame first = read(reader, RUN);
      reader.close();
      reader.close();

      assertThat(read(reader, RUN)).isNull();
      assertThat(read(other, RUN)).isSameAs(first);
    }
  }
}
