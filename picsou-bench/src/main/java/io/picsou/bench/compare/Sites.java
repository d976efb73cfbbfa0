package io.picsou.bench.compare;

import java.util.List;

/** Where replicas and brokers run. */
interface Sites {
  /**
   * Where one of them runs.
   *
   * @param host that it listens on
   * @param command that its process is started by, such as one that enters a network namespace;
   *     empty for none
   */
  record Site(String host, List<String> command) {
    static final Site LOOPBACK = new Site("127.0.0.1", List.of());
  }

  Site of(String cluster, int replica);

  /**
   * @param number of a Kafka broker, counted from 0
   */
  Site broker(int number);

  /** All on the loopback interface. */
  static Sites loopback() {
    return new Sites() {
      @Override
      public Site of(String cluster, int replica) {
        return Site.LOOPBACK;
      }

      @Override
      public Site broker(int number) {
        return Site.LOOPBACK;
      }
    };
  }
}
