package io.picsou.bench.log;

import io.picsou.core.cluster.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou log keygen}. */
@Command(
    name = "keygen",
    description = {
      "Makes Ed25519 keys for the replicas of a file RSM, of equal stakes, in a new directory for"
          + " 'log append --sign', and prints the receivers' setting that belongs to them."
    })
final class KeygenCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIRECTORY", description = "Where the keys go.")
  private Path directory;

  @Option(names = "--rsm", required = true, description = "The id of the sending cluster.")
  private String rsm;

  @Option(
      names = "--epoch",
      defaultValue = "0",
      description = "The epoch of its configuration. Default: ${DEFAULT-VALUE}")
  private long epoch;

  @Option(
      names = "--replicas",
      defaultValue = "4",
      description = "How many replicas it has. Default: ${DEFAULT-VALUE}")
  private int replicas;

  @Option(
      names = "--signers",
      description = "How many of them sign: u + r + 1. Default: that of u = r = ⌊(n-1)/3⌋")
  private int signers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    if (replicas < 1 || epoch < 0 || signers < 0 || signers > replicas) {
      throw new ParameterException(
          spec.commandLine(),
          "--replicas must be at least 1, --epoch not below 0, --signers within 1 and --replicas");
    }
    Thresholds byzantine = Thresholds.byzantine(replicas);
    int signing = signers > 0 ? signers : (int) (byzantine.u() + byzantine.r() + 1);
    List<String> keys = new KeyDirectory(directory).create(rsm, epoch, replicas, signing);
    spec.commandLine().getOut().println("picsou.sending.keys=" + String.join(",", keys));
    return ExitCode.OK;
  }
}
