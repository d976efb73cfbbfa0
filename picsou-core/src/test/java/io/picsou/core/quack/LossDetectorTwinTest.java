package io.picsou.core.quack;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.cluster.Cluster;
import io.picsou.core.protocol.Ack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Reckoning in runs and words finds the same losses as looking at every entry. */
class LossDetectorTwinTest {
  private static final long WINDOW = 100;
  private static final int ENTRIES = 600;
  private final List<String> lost = new ArrayList<>();
  private final List<String> expected = new ArrayList<>();
  private Random random;
  private long[] runEnds;
  private Cluster receivers;
  private boolean crashes;

  /** A receiver's list ended within a run, so that it showed a part of what it had. */
  @Example
  void judgesRunsAsAWhole() {
    findsTheSameLosses(9_300_140, 63);
  }

  @Property(tries = 60)
  void findsTheSameLosses(@ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int longestRun) {
    lost.clear();
    expected.clear();
    random = new Random(seed);
    runEnds = runEnds(longestRun);
    crashes = longestRun == 1; // after one, entries of a run may have been overtaken differently
    receivers = QuackTrackerTest.cluster(random.ints(1 + random.nextInt(5), 1, 4).toArray());
    int phi = 64 * (1 + random.nextInt(8));
    QuackTracker quacks = new QuackTracker(receivers, random.nextBoolean(), 0);
    ReorderWindows windows =
        new ReorderWindows(
            1, 0, receivers, Duration.ofNanos(WINDOW), Duration.ofNanos(50 * WINDOW));
    LossDetector detector = new LossDetector(receivers, phi, quacks, windows, new Stream());
    NaiveLossDetector naive =
        new NaiveLossDetector(receivers, phi, quacks, windows, new NaiveStream());
    BitSet[] arrived = new BitSet[receivers.size()];
    for (int first = 1; first <= ENTRIES; first = (int) runEnds[first] + 1) {
      int attempt = Math.max(0, random.nextInt(8) - 5);
      if (attempt > 0) {
        detector.startAt(attempt, first, runEnds[first], 0);
        naive.startAt(attempt, first, runEnds[first], 0);
      }
    }

    for (long now = 1; now < 20_000; now += random.nextInt(400)) {
      int receiver = random.nextInt(arrived.length);
      arrived[receiver] = someMore(arrived[receiver]);
      if (quacks.update(receiver, ack(arrived[receiver], phi))) {
        long aged = runEnds[(int) Math.min(ENTRIES, now / 20)];
        naive.onAck(receiver, ENTRIES, aged, now);
        detector.onAck(receiver, ENTRIES, aged, now);
        naive.forget(quacks.arrived());
        detector.forget(quacks.arrived());
      }
      assertThat(lost).as("at %s", now).isEqualTo(expected);
    }
  }

  /** Another few runs arrive, or all are gone. */
  private BitSet someMore(BitSet before) {
    BitSet after = before == null || (crashes && random.nextInt(50) == 0) ? new BitSet() : before;
    for (int runs = random.nextInt(4); runs > 0; runs--) {
      int from = 1 + random.nextInt(Math.min(ENTRIES, 100 + 2 * after.length()));
      int first = from;
      while (first > 1 && runEnds[first - 1] == runEnds[from]) {
        first--;
      }
      after.set(first, (int) runEnds[from] + 1);
    }
    return after;
  }

  private static Ack ack(BitSet arrived, int phi) {
    int held = arrived.nextClearBit(1) - 1;
    BitSet list = arrived.get(held + 1, held + 1 + phi);
    return new Ack(0, held, list.toLongArray());
  }

  private long[] runEnds(int longest) {
    long[] ends = new long[ENTRIES + 1];
    for (int first = 1; first <= ENTRIES; ) {
      int last = Math.min(ENTRIES, first + random.nextInt(longest));
      while (first <= last) {
        ends[first++] = last;
      }
    }
    return ends;
  }

  private final class Stream implements LossDetector.Stream {
    @Override
    public long runEnd(long sequence) {
      return runEnds[(int) sequence];
    }

    @Override
    public long offeredAtNanos(long sequence) {
      return runEnds[(int) sequence] / 2;
    }

    @Override
    public int receiver(long sequence, int attempt) {
      return (int) (runEnds[(int) sequence] + attempt) % receivers.size();
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return WINDOW + 10 * attempt + runEnds[(int) sequence] % 7;
    }

    @Override
    public int lost(long first, long last, int attempt) {
      for (long sequence = first; sequence <= last; sequence++) {
        lost.add(sequence + ":" + attempt);
      }
      return next(first, attempt);
    }

    /** Some attempts are left out. */
    private int next(long sequence, int attempt) {
      return attempt + 1 + (int) (runEnds[(int) sequence] + attempt) % 3;
    }
  }

  private final class NaiveStream implements NaiveLossDetector.Stream {
    private final Stream stream = new Stream();

    @Override
    public long offeredAtNanos(long sequence) {
      return stream.offeredAtNanos(sequence);
    }

    @Override
    public long runEnd(long sequence) {
      return stream.runEnd(sequence);
    }

    @Override
    public int receiver(long sequence, int attempt) {
      return stream.receiver(sequence, attempt);
    }

    @Override
    public long windowNanos(long sequence, int attempt) {
      return stream.windowNanos(sequence, attempt);
    }

    @Override
    public int lost(long sequence, int attempt) {
      expected.add(sequence + ":" + attempt);
      return stream.next(sequence, attempt);
    }
  }
}
