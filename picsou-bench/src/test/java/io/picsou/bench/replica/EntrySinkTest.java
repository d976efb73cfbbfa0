package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.LogFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntrySinkTest {
  private static final SinkPlan MEMORY = new SinkPlan(null, false, false);

  private static Frame run(long first, long last) {
    return Frame.of(
        LongStream.rangeClosed(first, last).mapToObj(k -> Entry.of(k, new byte[] {1})).toList());
  }

  private static ReplicaReport report(SinkPlan plan, Frame... runs) {
    try (EntrySink sink = EntrySink.open(plan)) {
      List.of(runs).forEach(sink::add);
      return sink.report();
    }
  }

  @Test
  void theDigestIsOfTheEntriesAndNotOfHowTheyCame() {
    ReplicaReport whole = report(MEMORY, run(1, 9));
    assertThat(report(MEMORY, run(1, 4), run(5, 9)).digest()).isEqualTo(whole.digest());
    assertThat(report(MEMORY, run(1, 8)).digest()).isNotEqualTo(whole.digest());
    Frame other = Frame.of(List.of(Entry.of(9, new byte[] {2})));
    assertThat(report(MEMORY, run(1, 8), other).digest()).isNotEqualTo(whole.digest());
  }

  @Test
  void onlyWhatIsSettledCounts() {
    try (EntrySink sink = EntrySink.open(MEMORY)) {
      sink.add(run(1, 5));
      assertThat(sink.sample(Traffic.NONE).sequence()).isZero();
      assertThat(sink.settle()).isEqualTo(5);
      assertThat(sink.sample(Traffic.NONE).entries()).isEqualTo(5);
    }
  }

  @Test
  void whatStaysUnsettledForLongIsToBeSettled() {
    long[] now = {5};
    try (EntrySink sink = EntrySink.open(MEMORY, () -> now[0])) {
      assertThat(sink.add(run(1, 5))).isFalse();
      now[0] += 99_000_000;
      assertThat(sink.add(run(6, 6))).isFalse();
      now[0] += 1_000_000;
      assertThat(sink.add(run(7, 7))).isTrue();
      assertThat(sink.settle()).isEqualTo(7);
      assertThat(sink.add(run(8, 8))).isFalse();
    }
  }

  @Test
  void gapsAndRepetitionsAreRefused() {
    try (EntrySink sink = EntrySink.open(MEMORY)) {
      sink.add(run(1, 5));
      assertThatThrownBy(() -> sink.add(run(7, 8))).hasMessageContaining("after entry 5");
      assertThatThrownBy(() -> sink.add(run(5, 6))).hasMessageContaining("after entry 5");
    }
  }

  @Test
  void whereGapsAreAllowedTheReportSaysWhatCame() {
    ReplicaReport report = report(new SinkPlan(null, true, false), run(3, 4), run(9, 9));
    assertThat(PackedSet.unpack(report.which()).stream()).containsExactly(3, 4, 9);
    assertThat(report.entries()).isEqualTo(3);
    EntryDigest digest = new EntryDigest();
    digest.add(run(1, 10), PackedSet.unpack(report.which()));
    assertThat(report.digest()).isEqualTo(digest.value());
  }

  @Test
  void durableEntriesAreInTheLogFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("log");
    try (EntrySink sink = EntrySink.open(new SinkPlan(file.toString(), false, false))) {
      sink.add(run(1, 5));
      assertThat(sink.settle()).isEqualTo(5);
      assertThat(LogFiles.verify(file).entries()).isEqualTo(5);
    }
  }
}
