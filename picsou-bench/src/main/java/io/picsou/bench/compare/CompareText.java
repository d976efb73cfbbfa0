package io.picsou.bench.compare;

import io.picsou.bench.compare.CompareResult.Summary;
import io.picsou.bench.compare.CompareResult.SystemResult;
import io.picsou.bench.net.NetworkMeasurement;
import io.picsou.core.cluster.Thresholds;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison for people. */
public final class CompareText {
  private static final String NONE = "-";

  private CompareText() {}

  /** Prints it. */
  public static void print(CompareResult result, PrintWriter out) {
    header(result, out);
    table(throughput(result), out);
    if (result.parameters().workload().source() == CompareOptions.Source.ETCD) {
      out.println();
      table(committed(result), out);
    }
    out.println();
    table(cost(result), out);
    if (result.parameters().workload().openLoop()) {
      out.println();
      table(latency(result), out);
    }
    out.println();
    verdict(result, out);
  }

  /** Prints the few figures that a first look needs, and the verdict. */
  public static void printBrief(CompareResult result, PrintWriter out) {
    out.println(summary(result));
    out.println();
    table(brief(result), out);
    out.println();
    verdict(result, out);
  }

  /** What the brief table is about, and what it is not. */
  public static String summary(CompareResult result) {
    CompareOptions options = result.parameters();
    return text(
        "Head to head, a first look: %d+%d replicas, %,d B, acknowledged from memory. All strategies"
            + " by turns in one process that they warmed up together, %d slices of %.1f s each;"
            + " then KAFKA with %d brokers that were cold, %d of %.1f s."
            + " `picsou bench compare --bytes %d` gives each fresh processes, and more time.",
        options.clusters().senders(),
        options.clusters().receivers(),
        options.workload().bytes(),
        options.timing().rounds(),
        options.timing().seconds(),
        OwnBrokers.COUNT,
        QuickComparison.LONG_SLICE.rounds(),
        QuickComparison.LONG_SLICE.seconds(),
        options.workload().bytes());
  }

  /** The rows of the brief table, its head first. */
  public static List<List<String>> brief(CompareResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("system", "entries/s", "min", "max", "x ATA", "x KAFKA", "copies"));
    for (SystemResult system : result.systems()) {
      Summary summary = system.summary();
      rows.add(
          List.of(
              system.name(),
              number(summary.entriesPerSecond().median()),
              number(summary.entriesPerSecond().min()),
              number(summary.entriesPerSecond().max()),
              orNone("%.2f", summary.toAta()),
              orNone("%.2f", summary.toKafka()),
              text("%.3f", summary.wire().copies())));
    }
    return rows;
  }

  private static void header(CompareResult result, PrintWriter out) {
    CompareOptions options = result.parameters();
    ClusterOptions clusters = options.clusters();
    Thresholds tolerated = clusters.thresholds(1);
    line(
        out,
        "%d+%d replicas (u=%d, r=%d)%s, %,d B, source %s%s, acknowledged from %s, %s, faults: %s",
        clusters.senders(),
        clusters.receivers(),
        tolerated.u(),
        tolerated.r(),
        clusters.duplex() ? ", duplex (figures per direction)" : "",
        options.workload().bytes(),
        options.workload().source().name().toLowerCase(Locale.ROOT),
        target(options.workload().target()),
        options.workload().durable() ? "disk" : "memory",
        options.hosting().each() ? "a process each" : "one process",
        clusters.faults().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    CompareOptions.Timing timing = options.timing();
    line(
        out,
        "%d rounds of %.1f s after at least %.1f s of warm-up; %s, %d cores, commit %s",
        timing.rounds(),
        timing.seconds(),
        timing.warmupSeconds(),
        result.environment().cpu(),
        result.environment().cores(),
        result.environment().commit());
    network(result, out);
    line(
        out,
        "Ceiling: one raw gRPC stream carries %,.0f entries/s, %,.1f MB/s",
        result.ceiling().summary().entriesPerSecond().median(),
        result.ceiling().summary().megabytesPerSecond().median());
    out.println();
  }

  private static String target(CompareOptions.Target target) {
    return target.etcd() ? ", target " + target.name().toLowerCase(Locale.ROOT) : "";
  }

  private static void network(CompareResult result, PrintWriter out) {
    NetworkMeasurement measured = result.network();
    if (measured != null) {
      CompareOptions.Limits limits = result.parameters().hosting().limits();
      line(
          out,
          "Network, asked for (and measured): NIC %s, pair %s Mbit/s, round trip %d (%.1f) ms",
          limit(limits.nicMbit(), measured.nicMbit()),
          limit(limits.pairMbit(), measured.pairMbit()),
          limits.rttMillis(),
          measured.acrossRttMillis());
    }
    String brokers = result.parameters().hosting().bootstrap();
    if (brokers != null) {
      line(out, "Kafka brokers at %s; what they cost is not in CPU s and peak MB", brokers);
    }
  }

  private static String limit(int mbit, NetworkMeasurement.Spread measured) {
    String asked = mbit == 0 ? "no limit" : String.valueOf(mbit);
    return measured == null ? asked : text("%s (%.1f)", asked, measured.median());
  }

  private static List<List<String>> throughput(CompareResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "system", "entries/s", "min", "max", "MB/s", "QUACK/s", "x ATA", "x KAFKA", "ceiling"));
    for (SystemResult system : result.systems()) {
      Summary summary = system.summary();
      rows.add(
          List.of(
              system.name(),
              number(summary.entriesPerSecond().median()),
              number(summary.entriesPerSecond().min()),
              number(summary.entriesPerSecond().max()),
              text("%,.1f", summary.megabytesPerSecond().median()),
              number(summary.quacksPerSecond()),
              orNone("%.2f", summary.toAta()),
              orNone("%.2f", summary.toKafka()),
              orNone("%.2f", summary.ofCeiling())));
    }
    return rows;
  }

  /** What the senders' etcd committed while a system ran is the most that could arrive. */
  private static List<List<String>> committed(CompareResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("etcd commits", "entries/s", "MB/s", "arrived"));
    for (SystemResult system : result.systems()) {
      Summary summary = system.summary();
      double rate = summary.committedPerSecond() == null ? 0 : summary.committedPerSecond();
      rows.add(
          List.of(
              system.name(),
              number(rate),
              text("%,.1f", rate * result.parameters().workload().bytes() / 1e6),
              rate == 0 ? NONE : text("%.2f", summary.entriesPerSecond().median() / rate)));
    }
    return rows;
  }

  private static List<List<String>> cost(CompareResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "per entry",
            "copies",
            "cross B",
            "local B",
            "acks B",
            "resent",
            "dropped",
            "CPU s",
            "peak MB"));
    for (SystemResult system : result.systems()) {
      RoundResult.Wire wire = system.summary().wire();
      rows.add(
          List.of(
              system.name(),
              text("%.3f", wire.copies()),
              text("%,.1f", wire.crossBytes()),
              text("%,.1f", wire.localBytes()),
              text("%,.2f", wire.ackBytes()),
              number(wire.resent()),
              number(wire.dropped()),
              text("%.1f", system.summary().cpuSeconds()),
              number(system.summary().peakMegabytes())));
    }
    return rows;
  }

  private static List<List<String>> latency(CompareResult result) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("latency ms", "p50", "p99", "p99.9"));
    for (SystemResult system : result.systems()) {
      List<String> row = new ArrayList<>(List.of(system.name()));
      system.summary().latencyMillis().forEach(millis -> row.add(text("%,.2f", millis)));
      rows.add(row);
    }
    return rows;
  }

  private static void verdict(CompareResult result, PrintWriter out) {
    for (SystemResult system : result.systems()) {
      long lost = system.rounds().stream().mapToLong(round -> round.verdict().lost()).sum();
      if (lost > 0) {
        line(out, "%s lost %,d entries, which its promise allows.", system.name(), lost);
      }
    }
    result.problems().forEach(problem -> line(out, "PROBLEM: %s", problem));
    out.println(
        result.problems().isEmpty()
            ? "OK: in every round each correct receiver had what its system promises (digests)."
            : "FAILED: see above.");
  }

  private static void table(List<List<String>> rows, PrintWriter out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(text("%-" + widths[0] + "s", row.get(0)));
      for (int i = 1; i < row.size(); i++) {
        line.append(text("  %" + widths[i] + "s", row.get(i)));
      }
      out.println(line);
    }
  }

  private static String number(double value) {
    return text("%,.0f", value);
  }

  private static String orNone(String format, Double value) {
    return value == null ? NONE : text(format, value);
  }

  private static void line(PrintWriter out, String format, Object... arguments) {
    out.println(text(format, arguments));
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
