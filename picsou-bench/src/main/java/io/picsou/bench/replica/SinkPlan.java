package io.picsou.bench.replica;

/**
 * Where a receiver's entries go; if neither file nor etcd are given, they are counted and digested
 * only.
 *
 * @param file the log that they are appended to before they are acknowledged, or null
 * @param etcd the cluster that they come to before they are acknowledged, or null
 * @param gaps whether entries may be missing between others, because the strategy promises no more
 * @param timeline whether to note when which entry was there
 */
public record SinkPlan(String file, EtcdPlan etcd, boolean gaps, boolean timeline) {
  /** To a log file, or to nowhere. */
  public SinkPlan(String file, boolean gaps, boolean timeline) {
    this(file, null, gaps, timeline);
  }
}
