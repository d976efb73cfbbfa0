package io.picsou.bench;

import picocli.CommandLine.Command;

/** {@code picsou bench}: measurements. */
@Command(
    name = "bench",
    description = "Measures Picsou and its rivals on the same source, network and sink.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CompareCommand.class,
      GridCommand.class,
      ReportCommand.class,
      NetCommand.class,
      ReplicaCommand.class
    })
final class BenchCommand {}
