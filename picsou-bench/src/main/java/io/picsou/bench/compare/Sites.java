package io.picsou.bench.compare;

import java.util.List;

/** Where replicas run: the seam for shaped networks. */
interface Sites {
  /**
   * Where one replica runs.
   *
   * @param host that it listens on
   * @param command that its process is started by, such as one that enters a network namespace;
   *     empty for none
   */
  record Site(String host, List<String> command) {}

  Site of(String cluster, int replica);

  /** All on the loopback interface. */
  static Sites loopback() {
    return (cluster, replica) -> new Site("127.0.0.1", List.of());
  }
}
