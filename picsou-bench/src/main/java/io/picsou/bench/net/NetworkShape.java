package io.picsou.bench.net;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a network is to be like. Rates count Ethernet frames without preamble and checksum, so that
 * TCP's payload gets at most 95.6 % of them (1448 of 1514 bytes).
 *
 * @param regions the names of the hosts, region by region; one or two regions
 * @param nicMbit what each host can send, and what it can receive, in Mbit/s; 0 for no limit
 * @param pairMbit what goes from any one host to any one host of the other region, in Mbit/s; 0 for
 *     no limit
 * @param rttMillis how much longer the round trip between the regions takes, at most {@value
 *     #MAX_RTT_MILLIS} ms
 */
public record NetworkShape(List<List<String>> regions, int nicMbit, int pairMbit, int rttMillis) {
  /** More than a round trip to a geostationary satellite. */
  public static final int MAX_RTT_MILLIS = 1_000;

  /** The addresses of a region end in 1 to 254. */
  public static final int MAX_HOSTS_PER_REGION = 254;

  static final int MAX_MBIT = 100_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.]{1,32}");

  /**
   * @throws IllegalArgumentException naming what is out of bounds
   */
  public NetworkShape {
    regions = regions.stream().map(List::copyOf).toList();
    checkRegions(regions);
    check("nic-mbit", nicMbit, 0, MAX_MBIT);
    check("pair-mbit", pairMbit, 0, MAX_MBIT);
    check("rtt-ms", rttMillis, 0, MAX_RTT_MILLIS);
    if (regions.size() == 1 && (pairMbit > 0 || rttMillis > 0)) {
      throw new IllegalArgumentException(
          "pair-mbit and rtt-ms need two regions: they lie between them");
    }
  }

  private static void checkRegions(List<List<String>> regions) {
    if (regions.isEmpty() || regions.size() > 2) {
      throw new IllegalArgumentException("a network has one or two regions, not " + regions.size());
    }
    Set<String> names = new HashSet<>();
    for (List<String> hosts : regions) {
      check("hosts of a region", hosts.size(), 1, MAX_HOSTS_PER_REGION);
      for (String host : hosts) {
        if (!NAME.matcher(host).matches() || !names.add(host)) {
          throw new IllegalArgumentException(
              "'%s' names two hosts, or is no name of a host".formatted(host));
        }
      }
    }
  }

  private static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          "%s: %d is not between %d and %d".formatted(what, value, min, max));
    }
  }

  /** The rate of one pair, which its NICs limit as well; 0 for no limit. */
  int effectivePairMbit() {
    return nicMbit == 0 || (pairMbit > 0 && pairMbit < nicMbit) ? pairMbit : nicMbit;
  }
}
