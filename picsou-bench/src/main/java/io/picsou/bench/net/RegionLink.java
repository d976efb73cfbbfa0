package io.picsou.bench.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What joins the bridges of the two regions: a cable, and whatever makes it long. */
final class RegionLink {
  /** What a delay line is made for at most, and if nothing limits the rate. */
  private static final int MAX_MBIT = 10_000;

  /** What a delay line holds beyond its delay: on a busy machine it gets its turn late. */
  private static final int LATE_MILLIS = 50;

  private static final int MIN_CAPACITY_BYTES = 4 << 20;
  private static final int MAX_CAPACITY_BYTES = 128 << 20;

  /** The cable must not wait for the processes that are measured. */
  private static final List<String> URGENTLY = List.of("nice", "-n", "-15");

  /** More than is ever on its way; netem's own default drops at a thousand. */
  private static final int NETEM_PACKETS = 1_000_000;

  private static final int BYTES_PER_MBIT_MILLI = 125;

  /** Far from those that the machine's own devices get, since the kernel makes /dev/tapINDEX. */
  private static final int FIRST_TAP_INDEX = 900_001;

  /**
   * The device files, in a file system of the process's own: the names in /dev are for the whole
   * machine, but the numbers that make them are counted in every namespace.
   */
  private static final String WITH_DEVICE_FILES =
      """
      mount -t tmpfs picsou /mnt
      for tap in tap0 tap1; do
        mknod -m 600 /mnt/$tap c $(cat /sys/class/net/$tap/tap*/dev | tr : ' ')
      done
      exec "$@"
      """;

  private final Namespace bridges;
  private final NetworkShape shape;

  private RegionLink(Namespace bridges, NetworkShape shape) {
    this.bridges = bridges;
    this.shape = shape;
  }

  /**
   * Joins the bridges br0 and br1.
   *
   * @return how the delay is made
   */
  static Delay join(Namespace bridges, NetworkShape shape) throws IOException {
    RegionLink link = new RegionLink(bridges, shape);
    if (shape.rttMillis() == 0) {
      link.cable();
      return Delay.NONE;
    }
    if (link.kernelDelays()) {
      link.cable();
      link.netem();
      return Delay.NETEM;
    }
    link.delayLine();
    return Delay.DELAY_LINE;
  }

  private void cable() throws IOException {
    bridges.ip(
        List.of(
            "link add x0 type veth peer name x1",
            "link set x0 master br0 up",
            "link set x1 master br1 up"));
  }

  private boolean kernelDelays() {
    try {
      bridges.tc(List.of("qdisc add dev lo root netem delay 1us", "qdisc del dev lo root"));
      return true;
    } catch (IOException e) {
      return false; // the kernel has no netem
    }
  }

  private void netem() throws IOException {
    String delay = "root netem delay %dus limit %d".formatted(oneWayMicros(), NETEM_PACKETS);
    bridges.tc(List.of("qdisc add dev x0 " + delay, "qdisc add dev x1 " + delay));
  }

  private void delayLine() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      lines.add("link add x%d type veth peer name y%d".formatted(i, i));
      lines.add("link set x%d master br%d up".formatted(i, i));
      lines.add("link set y%d up".formatted(i));
      lines.add(
          "link add link y%d name tap%d index %d type macvtap mode passthru"
              .formatted(i, i, FIRST_TAP_INDEX + i));
      lines.add("link set tap%d up".formatted(i));
    }
    bridges.ip(lines);
    startDelayLine();
  }

  private void startDelayLine() throws IOException {
    List<String> command = new ArrayList<>(bridges.commandPrefix());
    command.addAll(List.of("sh", "-e", "-c", WITH_DEVICE_FILES, "sh"));
    command.addAll(URGENTLY);
    command.addAll(JavaProcess.command(DelayLine.class, capacityBytes() * 2));
    command.addAll(List.of("/mnt/tap0", "/mnt/tap1"));
    command.add(Long.toString(oneWayMicros() * 1000));
    command.add(Long.toString(capacityBytes()));
    // It ends with this process, and is killed with its namespace.
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String first = output.readLine();
    if (!"ready".equals(first)) {
      throw new IOException("the delay line has not started: " + first);
    }
  }

  private long oneWayMicros() {
    return shape.rttMillis() * 500L;
  }

  /** Each way. */
  private long capacityBytes() {
    int hosts = Math.max(shape.regions().get(0).size(), shape.regions().get(1).size());
    long mbit = shape.nicMbit() == 0 ? MAX_MBIT : Math.min(MAX_MBIT, shape.nicMbit() * hosts);
    long bytes = mbit * BYTES_PER_MBIT_MILLI * (shape.rttMillis() + LATE_MILLIS);
    return Math.min(MAX_CAPACITY_BYTES, Math.max(MIN_CAPACITY_BYTES, bytes));
  }
}
