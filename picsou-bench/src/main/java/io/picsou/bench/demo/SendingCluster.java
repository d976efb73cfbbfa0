package io.picsou.bench.demo;

import io.picsou.bench.log.LogFiles;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import java.util.ArrayList;
import java.util.List;

/**
 * Cluster A's consensus, as far as the demo needs one: what is committed goes into the log of every
 * replica, the same everywhere. Not thread-safe.
 */
final class SendingCluster implements AutoCloseable {
  /** After so many bytes the logs are made durable. */
  private static final int FLUSH_BYTES = 4 << 20;

  private final Workload workload;
  private final List<EntryApplier> logs = new ArrayList<>();
  private long committed;
  private long bytes;
  private long flushed;

  SendingCluster(Workload workload, List<ReplicaFiles> replicas) {
    this.workload = workload;
    replicas.forEach(replica -> logs.add(LogFiles.appender(replica.log())));
  }

  /** Commits the next run of entries; false if there is none. */
  boolean commitNext() throws InterruptedException {
    Frame run = workload.next();
    if (run == null) {
      flush();
      return false;
    }
    for (EntryApplier log : logs) {
      log.apply(run);
    }
    committed = run.last();
    bytes += run.sizeBytes();
    if (bytes - flushed >= FLUSH_BYTES) {
      flush();
    }
    return true;
  }

  void flush() throws InterruptedException {
    for (EntryApplier log : logs) {
      log.flush();
    }
    flushed = bytes;
  }

  /** The sequence of the last entry committed. */
  long committed() {
    return committed;
  }

  @Override
  public void close() {
    logs.forEach(EntryApplier::close);
  }
}
