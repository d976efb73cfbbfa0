package io.picsou.bench.compare;

import io.picsou.bench.replica.EntryDigest;
import io.picsou.bench.replica.PackedSet;
import io.picsou.bench.replica.ReplicaReport;
import io.picsou.bench.replica.SourcePlan;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Compares what the receivers of one link have with the log itself, read once more. Not
 * thread-safe.
 */
final class Verification {
  private static final int RUN_BYTES = 1 << 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final SourcePlan source;
  private final long last;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param last the last entry that was sent
   */
  Verification(SourcePlan source, long last) {
    this.source = source;
    this.last = last;
  }

  /** What is not as promised, so far. */
  List<String> problems() {
    return problems;
  }

  /** Every receiver has to have every entry. */
  void everything(List<String> names, List<ReplicaReport> reports) throws InterruptedException {
    EntryDigest digest = new EntryDigest();
    read(digest::add);
    for (int i = 0; i < reports.size(); i++) {
      ReplicaReport report = reports.get(i);
      if (report.last() != last || report.entries() != last) {
        problems.add(
            "%s has %,d entries up to %,d instead of all %,d"
                .formatted(names.get(i), report.entries(), report.last(), last));
      } else if (report.digest() != digest.value()) {
        problems.add(names.get(i) + " has other entries than were sent: its digest differs");
      }
    }
  }

  /**
   * No two receivers may have the same entry, and what they have must be what was sent.
   *
   * @return how many entries nobody has
   */
  long shares(List<String> names, List<ReplicaReport> reports) throws InterruptedException {
    List<BitSet> shares = new ArrayList<>();
    List<EntryDigest> digests = new ArrayList<>();
    BitSet all = new BitSet();
    for (int i = 0; i < reports.size(); i++) {
      BitSet share = PackedSet.unpack(reports.get(i).which());
      if (all.intersects(share)) {
        problems.add(names.get(i) + " has entries that another receiver has too");
      }
      all.or(share);
      shares.add(share);
      digests.add(new EntryDigest());
    }
    read(
        run -> {
          for (int i = 0; i < shares.size(); i++) {
            digests.get(i).add(run, shares.get(i));
          }
        });
    for (int i = 0; i < reports.size(); i++) {
      check(names.get(i), reports.get(i), shares.get(i), digests.get(i));
    }
    return last - all.cardinality();
  }

  private void check(String name, ReplicaReport report, BitSet share, EntryDigest digest) {
    if (report.entries() != share.cardinality() || share.length() > last + 1) {
      problems.add(name + " has entries twice, or that were never sent");
    } else if (report.digest() != digest.value()) {
      problems.add(name + " has other entries than were sent: its digest differs");
    }
  }

  private interface Reading {
    void take(Frame run);
  }

  private void read(Reading reading) throws InterruptedException {
    try (CommittedLogReader log = source.open(0)) {
      for (long next = 1; next <= last; ) {
        Frame run = log.read(RUN_BYTES, TIMEOUT);
        if (run == null) {
          problems.add("the log of the senders ends before entry " + last);
          return;
        }
        reading.take(run.last() > last ? run.slice(next, last) : run);
        next = run.last() + 1;
      }
    }
  }
}
