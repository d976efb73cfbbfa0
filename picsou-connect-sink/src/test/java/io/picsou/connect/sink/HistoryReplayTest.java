package io.picsou.connect.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistoryReplayTest {
  private final AtomicLong now = new AtomicLong();
  private final FakeSender sender = new FakeSender();
  private final FakeWorker worker = new FakeWorker();
  private final PicsouSinkTask task =
      new PicsouSinkTask((link, after) -> sender.openedAt(after), now::get);

  @Test
  void readsAgainWhatAReceiverLacksAndReturnsToTheFront() {
    worker.append(1, 1000);
    start();
    worker.rounds(2);
    sender.want(300, 420);

    worker.rounds(4);
    assertThat(sender.helped).isEqualTo(range(300, 420));

    worker.append(1001, 1010);
    worker.rounds(2);
    assertThat(sender.offered).isEqualTo(1010);
  }

  @Test
  void commitsNothingWhileAway() {
    worker.append(1, 1000);
    start();
    worker.rounds(2);
    sender.quacked = 900;
    assertThat(worker.commit()).isEqualTo(PicsouSinkTaskTest.offset(900));
    worker.batch = 10;
    sender.want(300, 420);

    worker.rounds(2);
    sender.quacked = 950;
    assertThat(worker.commit()).isEmpty();

    worker.rounds(40);
    assertThat(worker.commit()).isEqualTo(PicsouSinkTaskTest.offset(950));
    assertThat(worker.position).isEqualTo(1000);
  }

  @Test
  void helpsEvenWhileTheWindowIsFull() {
    sender.window = 400;
    worker.append(1, 1000);
    start();
    worker.rounds(2);
    assertThat(worker.paused).isTrue();
    sender.want(5, 20);

    worker.rounds(4);

    assertThat(sender.helped).isEqualTo(range(5, 20));
    assertThat(worker.paused).isTrue();
    sender.window = 10_000;
    worker.rounds(5);
    assertThat(sender.offered).isEqualTo(1000);
  }

  /** After a restart nothing is known of older records, and markers take up offsets. */
  @Property(tries = 50)
  void findsThePlaceFromAnywhere(
      @ForAll @IntRange(min = 1, max = 20) int entriesPerTransaction,
      @ForAll @IntRange(min = 1, max = 899) int wanted,
      @ForAll @IntRange(min = 1, max = 300) int batch) {
    HistoryReplayTest fresh = new HistoryReplayTest();
    fresh.findsThePlace(entriesPerTransaction, wanted, batch);
  }

  private void findsThePlace(int entriesPerTransaction, int wanted, int batch) {
    worker.append(1, 1);
    for (long sequence = 2; sequence <= 1000; sequence++) {
      if (sequence % entriesPerTransaction == 0) {
        worker.appendMarker(sequence);
      } else {
        worker.append(sequence, sequence);
      }
    }
    worker.batch = batch;
    worker.committed =
        worker.topic.values().stream().skip(900).findFirst().orElseThrow().kafkaOffset();
    start();
    worker.rounds(110);
    sender.want(wanted, wanted + 5);

    worker.rounds(1100);

    assertThat(sender.helped).isEqualTo(range(wanted, wanted + 5));
    worker.append(1001, 1001);
    worker.round();
    assertThat(sender.offered).isEqualTo(1001);
  }

  /** Else a receiver that lies could stop the link. */
  @Test
  void goesOnWithoutAnEntryThatIsGoneAndTriesAgainLater() {
    worker.append(1, 1000);
    worker.topic.headMap(500L).clear();
    worker.committed = 900;
    start();
    worker.round();
    sender.want(300, 310);

    worker.append(1001, 1010);
    worker.rounds(20);
    assertThat(sender.offered).isEqualTo(1010);
    int seeks = worker.seeks.size();
    sender.quacked = 1010;
    worker.round();

    now.addAndGet(HistoryReplay.GONE_PAUSE.toNanos() - 1);
    worker.rounds(20);
    assertThat(worker.seeks).hasSize(seeks);

    now.addAndGet(1);
    worker.rounds(20);
    assertThat(worker.seeks).hasSizeGreaterThan(seeks);
  }

  @Test
  void restsBetweenExcursions() {
    worker.append(1, 1000);
    start();
    worker.rounds(2);
    sender.want(300, 310);
    worker.rounds(4);
    int seeks = worker.seeks.size();
    sender.want(100, 110);

    worker.rounds(4);
    assertThat(worker.seeks).hasSize(seeks);

    now.addAndGet(HistoryReplay.PAUSE.toNanos());
    worker.rounds(4);
    assertThat(sender.helped).contains(100L, 110L);
  }

  @Test
  void givesUpAnExcursionThatFindsNothing() {
    worker.append(1, 1000);
    worker.committed = 900;
    start();
    worker.round();
    sender.want(300, 310);
    worker.round();
    worker.topic.clear();
    worker.round();
    now.addAndGet(HistoryReplay.TIMEOUT.toNanos());

    worker.round();

    assertThat(worker.seeks).last().isEqualTo(1000L);
  }

  private void start() {
    worker.run(task, PicsouSinkTaskTest.SETTINGS);
    worker.position = worker.committed;
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}
