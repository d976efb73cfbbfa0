package io.picsou.sim.scenario;

import io.picsou.core.entry.EntryCodec;
import io.picsou.core.protocol.LinkOptions;
import java.util.List;

/**
 * How slow a network may be while counts stay exact. Entries that wait in one queue for long look
 * like losses to whoever sees later ones by another way, so a queue must not grow beyond a part of
 * the shortest reordering window.
 */
final class Queues {
  /**
   * Which part of the shortest reordering window each queue may take. There are four on the way to
   * the last receiver, two out and two in; lags take a quarter, and jitter one on either way.
   */
  static final int PART = 16;

  /** Acknowledgments alone need about so much. */
  static final long LEAST_BITS = 100_000_000;

  /** What messages and acknowledgments add to an entry that travels alone, besides the φ-list. */
  private static final int ENVELOPE_BYTES = 64;

  private Queues() {}

  /**
   * The least bandwidth, in bits per second, that keeps queues short enough.
   *
   * @param copies how often one entry passes through the same queue at most
   */
  static long leastBits(Workload workload, LinkOptions options, int copies) {
    long window = options.minReorderWindow().toNanos();
    long entryBytes =
        EntryCodec.OVERHEAD_BYTES + workload.maxBytes() + ENVELOPE_BYTES + options.phi() / 8;
    double bits = 8.0 * copies * entryBytes * mostEntries(workload.bursts(), window);
    return Math.max(LEAST_BITS, (long) (bits * PART * 1e9 / window));
  }

  /** The most entries that are committed within so much time. */
  private static long mostEntries(List<Workload.Burst> bursts, long nanos) {
    long most = 0;
    for (Workload.Burst first : bursts) {
      long from = first.atNanos();
      most =
          Math.max(
              most,
              bursts.stream()
                  .filter(burst -> burst.atNanos() >= from && burst.atNanos() - from < nanos)
                  .mapToLong(Workload.Burst::entries)
                  .sum());
    }
    return most;
  }
}
