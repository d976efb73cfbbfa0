package io.picsou.bench.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Carries confirmations from the sinks back to the sources, off both their threads: what every sink
 * has confirmed goes into the offsets file first and to {@code commitRecord} then, so a source
 * never hears of a record that a restart would read again.
 */
final class Committer extends Worker {
  /** How long to wait for news, should a wake-up have been missed. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final List<SourceWorker> sources;
  private final OffsetsFile offsets;

  Committer(
      List<SourceWorker> sources, OffsetsFile offsets, BiConsumer<String, Throwable> onFailure) {
    super("offsets", onFailure);
    this.sources = sources;
    this.offsets = offsets;
  }

  @Override
  void work() throws InterruptedException {
    while (!stopping()) {
      if (!round()) {
        park(IDLE.toNanos());
      }
    }
    round();
  }

  /** Handles what is confirmed by now; returns whether that was anything. */
  private boolean round() throws InterruptedException {
    Map<SourceWorker, List<InFlight.Released>> released = new LinkedHashMap<>();
    for (SourceWorker source : sources) {
      List<InFlight.Released> runs = source.release();
      if (!runs.isEmpty()) {
        released.put(source, runs);
        runs.forEach(run -> offsets.confirmed(source.name(), run));
      }
    }
    save();
    for (Map.Entry<SourceWorker, List<InFlight.Released>> entry : released.entrySet()) {
      entry.getKey().committed(entry.getValue());
    }
    sources.forEach(SourceWorker::settle);
    return !released.isEmpty();
  }

  private void save() {
    try {
      offsets.save();
    } catch (IOException e) {
      throw new UncheckedIOException("the offsets cannot be saved: " + e.getMessage(), e);
    }
  }
}
