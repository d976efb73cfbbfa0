package io.picsou.bench.compare;

import io.picsou.bench.process.FreePorts;
import io.picsou.bench.replica.Conduct;
import io.picsou.bench.replica.RawStream;
import io.picsou.bench.replica.ReplicaKind;
import io.picsou.bench.replica.RolePlan;
import io.picsou.core.entry.EntryCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One raw gRPC stream from the first replica of A to the first of B: the machine's ceiling. */
record RawContender() implements Contender {
  static final String NAME = "RAW";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Promise promise() {
    return Promise.NOTHING;
  }

  @Override
  public int copies(ClusterOptions clusters) {
    return 1;
  }

  @Override
  public Deployment deploy(CompareOptions options, Sites sites, RsmPair rsms, Path directory)
      throws IOException {
    String receiver = ClusterOptions.NAMES.get(1);
    String address = sites.of(receiver, 0).host() + ":" + FreePorts.find(1).get(0);
    int entryBytes = EntryCodec.OVERHEAD_BYTES + options.workload().bytes();
    Map<String, String> settings =
        Map.of(RawStream.ADDRESS, address, RawStream.ENTRY_BYTES, String.valueOf(entryBytes));
    return new Deployment(
        List.of(
            role(ReplicaKind.RAW_RECEIVER, receiver, settings),
            role(ReplicaKind.RAW_SENDER, ClusterOptions.NAMES.get(0), settings)),
        Deployment.Servers.NONE);
  }

  private static RolePlan role(ReplicaKind kind, String cluster, Map<String, String> settings) {
    return new RolePlan(kind, 0, cluster, 0, Conduct.CORRECT, settings, null, null);
  }
}
