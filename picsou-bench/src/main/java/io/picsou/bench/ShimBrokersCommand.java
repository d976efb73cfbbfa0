package io.picsou.bench;

import io.picsou.baseline.kafka.local.LocalKafka;
import io.picsou.baseline.kafka.local.LocalKafkaOptions;
import io.picsou.baseline.kafka.local.LocalKafkaOptions.Place;
import io.picsou.bench.process.TemporaryFiles;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code picsou shim brokers}: a Kafka cluster to try the shims on. */
@Command(
    name = "brokers",
    description = {
      "Runs a Kafka cluster on this machine, on free ports and with new data, and prints where.",
      "Stops it on SIGINT and SIGTERM."
    })
final class ShimBrokersCommand implements Callable<Integer> {
  private static final long TICK_MILLIS = 100;

  @Option(
      names = "--brokers",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many. Default: ${DEFAULT-VALUE}")
  private int brokers;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "512m",
      description = "The largest heap of each. Default: ${DEFAULT-VALUE}")
  private String heap;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where their data goes, and stays. Default: a directory that is removed")
  private Path directory;

  @Mixin private StopConditions stop;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    return Interruption.guard(this::run);
  }

  private int run(Interruption interruption) throws Exception {
    Path place = directory == null ? Files.createTempDirectory("picsou-kafka-") : directory;
    try (LocalKafka kafka = LocalKafka.start(options(place))) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(kafka.bootstrap());
      out.flush();
      stop.begin();
      while (!interruption.requested() && !stop.met(kafka, true)) {
        Thread.sleep(TICK_MILLIS);
      }
    } finally {
      if (directory == null) {
        TemporaryFiles.delete(place);
      }
    }
    return ExitCode.OK;
  }

  private LocalKafkaOptions options(Path place) {
    return LocalKafkaOptions.in(place)
        .at(Collections.nCopies(brokers, Place.loopback()))
        .withJvm(List.of("-Xmx" + heap, "-XX:+UseParallelGC"));
  }
}
