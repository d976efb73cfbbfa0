package io.picsou.bench;

import io.picsou.bench.net.NetworkMeasurement;
import io.picsou.bench.net.NetworkMeasurement.Spread;
import io.picsou.bench.net.NetworkShape;
import java.io.PrintWriter;

/** Prints what a shaped network is worth, for people. */
final class NetText {
  private static final String ROW = "%-42s %12s   %s%n";

  private NetText() {}

  static void print(NetworkShape shape, NetworkMeasurement measured, PrintWriter out) {
    out.printf(ROW, "", "asked for", "measured: median (min-max)");
    out.printf(
        ROW,
        "each NIC, all full both ways, Mbit/s",
        limit(shape.nicMbit()),
        text(measured.nicMbit()));
    out.printf(
        ROW,
        "each pair of hosts across, Mbit/s",
        limit(shape.pairMbit()),
        text(measured.pairMbit()));
    out.printf(
        ROW,
        "one host to %d across, Mbit/s".formatted(measured.sharedNicMbit().each().count()),
        limit(shape.nicMbit()),
        "%.1f, each %s"
            .formatted(measured.sharedNicMbit().total(), text(measured.sharedNicMbit().each())));
    out.printf(ROW, "round trip across, ms", shape.rttMillis(), text(measured.acrossRttMillis()));
    out.printf(ROW, "round trip within a region, ms", "", text(measured.localRttMillis()));
    out.println();
    out.println("Measured is TCP's payload: at most 95.6 % of a limit. Delay: " + measured.delay());
  }

  private static String limit(int mbit) {
    return mbit == 0 ? "no limit" : Integer.toString(mbit);
  }

  private static String text(Spread spread) {
    return spread == null
        ? "-"
        : "%.1f (%.1f-%.1f)".formatted(spread.median(), spread.min(), spread.max());
  }

  private static String text(Double millis) {
    return millis == null ? "-" : "%.2f".formatted(millis);
  }
}
