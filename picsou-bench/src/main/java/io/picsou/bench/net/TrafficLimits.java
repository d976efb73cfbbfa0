package io.picsou.bench.net;

import java.util.ArrayList;
import java.util.List;

/** The lines of {@code tc} that limit rates. Pure text. */
final class TrafficLimits {
  /** A queue holds what its rate carries in this time, or in a round trip if that is longer. */
  static final int QUEUE_MILLIS = 50;

  private static final int MIN_QUEUE_BYTES = 128 << 10;

  /** A token bucket holds this much of its rate: the kernel's timers are finer than that. */
  private static final int BURST_MILLIS = 2;

  /**
   * So that 64 KiB of segments, which the kernel treats as one frame, pass in one piece. Cutting
   * them up costs a busy machine more than the network is meant to.
   */
  private static final int MIN_BURST_BYTES = 72 << 10;

  /** What a class of a host that shares its NIC may send at a time. */
  private static final int QUANTUM_BYTES = 16 << 10;

  private static final int BYTES_PER_MBIT_MILLI = 125;

  /** Class 1:2 is for what stays in the region; those from here on are for one host each. */
  private static final int FIRST_PAIR_CLASS = 0x10;

  private final NetworkShape shape;

  TrafficLimits(NetworkShape shape) {
    this.shape = shape;
  }

  /** For what goes out at a device that stands for one host's NIC. */
  List<String> nic(String device) {
    if (shape.nicMbit() == 0) {
      return List.of();
    }
    return List.of(
        "qdisc add dev %s root tbf rate %dmbit burst %d limit %d"
            .formatted(device, shape.nicMbit(), burst(shape.nicMbit()), queue(shape.nicMbit())));
  }

  /**
   * For what a host sends: its NIC's limit, and below it one for each host of the other region.
   *
   * @param farAddresses the other region's hosts
   */
  List<String> sender(String device, List<String> farAddresses) {
    if (shape.pairMbit() == 0 || farAddresses.isEmpty()) {
      return nic(device);
    }
    List<String> lines = new ArrayList<>();
    boolean limited = shape.nicMbit() > 0;
    // Without a limit for the NIC what no filter catches passes by all classes.
    lines.add("qdisc add dev %s root handle 1: htb default %d".formatted(device, limited ? 2 : 0));
    String parent = "1:";
    // Guaranteed rates are equal and sum up to the NIC's; the rest is borrowed.
    long sharedKbit = Math.max(8, shape.nicMbit() * 1000L / (farAddresses.size() + 1));
    if (limited) {
      addClass(lines, device, parent, "1:1", shape.nicMbit() * 1000L, shape.nicMbit());
      parent = "1:1";
      addLeaf(lines, device, parent, "1:2", sharedKbit, shape.nicMbit());
    }
    int pairMbit = shape.effectivePairMbit();
    for (int i = 0; i < farAddresses.size(); i++) {
      String id = "1:" + Integer.toHexString(FIRST_PAIR_CLASS + i);
      long kbit = limited ? Math.min(sharedKbit, pairMbit * 1000L) : pairMbit * 1000L;
      addLeaf(lines, device, parent, id, kbit, pairMbit);
      lines.add(
          "filter add dev %s parent 1: protocol ip prio 1 u32 match ip dst %s/32 flowid %s"
              .formatted(device, farAddresses.get(i), id));
    }
    return lines;
  }

  private void addLeaf(
      List<String> lines, String device, String parent, String id, long kbit, int ceilMbit) {
    addClass(lines, device, parent, id, kbit, ceilMbit);
    lines.add("qdisc add dev %s parent %s bfifo limit %d".formatted(device, id, queue(ceilMbit)));
  }

  private static void addClass(
      List<String> lines, String device, String parent, String id, long kbit, int ceilMbit) {
    lines.add(
        "class add dev %s parent %s classid %s htb rate %dkbit ceil %dmbit burst %d cburst %d quantum %d"
            .formatted(
                device,
                parent,
                id,
                kbit,
                ceilMbit,
                burst(ceilMbit),
                burst(ceilMbit),
                MIN_BURST_BYTES));
  }

  private static long burst(int mbit) {
    return Math.max(MIN_BURST_BYTES, (long) mbit * BYTES_PER_MBIT_MILLI * BURST_MILLIS);
  }

  private long queue(int mbit) {
    long millis = Math.max(QUEUE_MILLIS, shape.rttMillis());
    return Math.max(MIN_QUEUE_BYTES, mbit * BYTES_PER_MBIT_MILLI * millis);
  }
}
