package io.picsou.bench;

import io.picsou.bench.replica.Host;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code picsou bench replica}: what a comparison starts its processes with. */
@Command(
    name = "replica",
    hidden = true,
    description = "Hosts replicas of a benchmark; told what to do by standard input.")
final class ReplicaCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Host.serve(System.in, System.out);
    return ExitCode.OK;
  }
}
