package io.picsou.bench.net;

/** The settings of a host's kernel, alike on every machine, so that figures can be compared. */
final class TcpSettings {
  /**
   * How routes are set up: with Linux's own default for congestion control, since some machines
   * choose another for themselves. (As a setting of the namespace the kernel may refuse it.)
   */
  static final String ROUTE = "congctl cubic";

  private static final long MIN_MAX_WINDOW_BYTES = 6 << 20;

  /** What the largest windows can hold when nothing limits the rate. */
  private static final int UNLIMITED_MBIT = 10_000;

  private static final long MAX_WINDOW_BYTES = 256 << 20;
  private static final int BYTES_PER_MBIT_MILLI = 125;

  private TcpSettings() {}

  /** A shell's lines. */
  static String script(NetworkShape shape) {
    return """
    cd /proc/sys/net
    echo 0 > ipv4/ip_forward
    [ ! -e ipv6 ] || echo 1 > ipv6/conf/all/disable_ipv6
    # What one run has learnt of the path must not help or hinder the next.
    echo 1 > ipv4/tcp_no_metrics_save
    echo "4096 131072 %1$d" > ipv4/tcp_rmem
    echo "4096 16384 %1$d" > ipv4/tcp_wmem
    """
        .formatted(maxWindowBytes(shape));
  }

  /**
   * Room for four times of what is on its way, since the kernel counts its own overhead as well.
   */
  private static long maxWindowBytes(NetworkShape shape) {
    int mbit = shape.effectivePairMbit() == 0 ? UNLIMITED_MBIT : shape.effectivePairMbit();
    long bytes = 4L * mbit * BYTES_PER_MBIT_MILLI * shape.rttMillis();
    return Math.min(MAX_WINDOW_BYTES, Math.max(MIN_MAX_WINDOW_BYTES, bytes));
  }
}
