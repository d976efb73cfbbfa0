package io.picsou.bench.demo;

import io.picsou.bench.demo.DemoReport.LogReport;
import io.picsou.rsm.file.LogFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the logs of both clusters with A's first one, byte for byte by digest, and reads them
 * whole, so that each record's checksum is verified too.
 */
final class LogComparison {
  private final List<LogReport> reports = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Path model;
  private final String modelDigest;
  private final long expected;

  private LogComparison(Path model, long expected) throws IOException {
    this.model = model;
    this.modelDigest = Digests.of(model);
    this.expected = expected;
  }

  /**
   * @param receivers tells who was killed
   * @param expected how many entries every other log has to hold
   */
  static LogComparison of(
      List<ReplicaFiles> a, List<ReplicaFiles> b, List<ReplicaProcess> receivers, long expected)
      throws IOException {
    LogComparison comparison = new LogComparison(a.get(0).log(), expected);
    for (int i = 0; i < a.size(); i++) {
      comparison.add("A replica " + i, false, a.get(i));
    }
    for (int i = 0; i < b.size(); i++) {
      comparison.add(receivers.get(i).name(), receivers.get(i).killed(), b.get(i));
    }
    return comparison;
  }

  private void add(String replica, boolean killed, ReplicaFiles files) throws IOException {
    String digest = Digests.of(files.log());
    String wanted = killed ? Digests.of(model, files.logBytes()) : modelDigest;
    boolean identical = digest.equals(wanted);
    long entries = LogFiles.verify(files.log()).entries();
    reports.add(new LogReport(replica, killed, entries, files.logBytes(), digest, identical));
    if (!identical) {
      problems.add(replica + ": its log differs from A's: " + files.log());
    }
    if (!killed && entries != expected) {
      problems.add(replica + ": " + entries + " entries instead of " + expected);
    }
  }

  List<LogReport> reports() {
    return reports;
  }

  List<String> problems() {
    return problems;
  }
}
