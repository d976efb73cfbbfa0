package io.picsou.bench.demo;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import java.util.ArrayList;
import java.util.List;

/**
 * Cluster A's consensus, as far as the demo needs one: what is committed goes into the log of every
 * replica, the same everywhere. Not thread-safe.
 */
final class SendingCluster implements AutoCloseable {
  /** After so many bytes the logs are made durable. */
  private static final int FORCE_BYTES = 4 << 20;

  private final Workload workload;
  private final List<FileLogAppender> logs = new ArrayList<>();
  private long committed;
  private long bytes;
  private long forced;

  SendingCluster(Workload workload, List<ReplicaFiles> replicas) {
    this.workload = workload;
    replicas.forEach(replica -> logs.add(FileLogAppender.open(replica.log())));
  }

  /**
   * Commits the next run of entries; false if there is none.
   *
   * @param runBytes it ends with the entry that makes it so long, if not before
   */
  boolean commitNext(int runBytes) {
    Frame run = workload.next(runBytes);
    if (run == null) {
      force();
      return false;
    }
    for (FileLogAppender log : logs) {
      log.append(run);
      log.flush();
    }
    committed = run.last();
    bytes += run.sizeBytes();
    if (bytes - forced >= FORCE_BYTES) {
      force();
    }
    return true;
  }

  /** Makes everything committed durable. */
  void force() {
    logs.forEach(FileLogAppender::force);
    forced = bytes;
  }

  /** The sequence of the last entry committed. */
  long committed() {
    return committed;
  }

  @Override
  public void close() {
    logs.forEach(FileLogAppender::close);
  }
}
