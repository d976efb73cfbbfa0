package io.picsou.bench.net;

import java.util.List;

/**
 * One host of a {@link ShapedNetwork}.
 *
 * @param name as in the network's shape
 * @param region its region's index
 * @param address its only address besides the loopback interface's; processes listen there
 * @param commandPrefix what turns a command into one that runs on this host. The process has the
 *     same id as without it, and the same standard streams, files and environment.
 */
public record Host(String name, int region, String address, List<String> commandPrefix) {
  public Host {
    commandPrefix = List.copyOf(commandPrefix);
  }
}
