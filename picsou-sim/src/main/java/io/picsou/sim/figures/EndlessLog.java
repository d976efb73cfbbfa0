package io.picsou.sim.figures;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.nio.ByteBuffer;

/**
 * A log of entries of one size that never ends and takes no memory: every frame is a view of the
 * same bytes, whose lengths are right and whose sequences are not. Nobody in an experiment looks at
 * those.
 */
final class EndlessLog {
  /** How much is read at a time. */
  private static final int RUN_BYTES = 256 << 10;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Experiment.Load load;
  private final int entryBytes;
  private final ByteBuffer run;

  EndlessLog(Experiment.Load load) {
    this.load = load;
    this.entryBytes = EntryCodec.OVERHEAD_BYTES + load.bytes();
    int count = Math.max(1, RUN_BYTES / entryBytes);
    byte[] payload = new byte[load.bytes()];
    run = ByteBuffer.allocate(count * entryBytes);
    for (int i = 0; i < count; i++) {
      EntryCodec.encode(i + 1, payload, 0, payload.length, run);
    }
    run.flip();
  }

  /** The last entry that is committed by then. */
  long committed(long nowNanos) {
    return paced()
        ? (long) (nowNanos / NANOS_PER_SECOND * load.entriesPerSecond())
        : Long.MAX_VALUE;
  }

  boolean paced() {
    return load.entriesPerSecond() > 0;
  }

  /** A run from one entry on, at most up to another. */
  Frame read(long from, long to) {
    int count = (int) Math.min(run.limit() / entryBytes, to - from + 1);
    return Frame.uniform(from, count, run.slice(0, count * entryBytes));
  }
}
