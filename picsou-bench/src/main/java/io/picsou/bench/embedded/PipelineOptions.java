package io.picsou.bench.embedded;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a {@link Pipeline} runs.
 *
 * @param offsets the file that keeps the source connectors' offsets
 * @param commitInterval the longest pause between two {@code preCommit} calls to a sink; a sink is
 *     asked sooner when its topic is full
 * @param topicBytes how much an in-memory topic holds that its sinks have not confirmed; one batch
 *     of a source always fits
 * @param topicRecords the same in records
 * @param stopTimeout how long each connector task may take to stop
 */
public record PipelineOptions(
    Path offsets,
    Duration commitInterval,
    long topicBytes,
    int topicRecords,
    Duration stopTimeout) {

  /** The defaults, with offsets in the given file. */
  public static PipelineOptions of(Path offsets) {
    return new PipelineOptions(
        offsets, Duration.ofMillis(50), 32L << 20, 1 << 18, Duration.ofSeconds(20));
  }
}
