package io.picsou.bench;

import picocli.CommandLine.Command;

/** {@code picsou shim}: the plain Kafka baseline. */
@Command(
    name = "shim",
    description = {
      "Carries a log over a Kafka cluster by plain clients, without Connect: the baseline to compare"
          + " with.",
      "Each replica of the sending side runs `produce`, each of the receiving side `consume`."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ShimProduceCommand.class, ShimConsumeCommand.class, ShimBrokersCommand.class})
final class ShimCommand {}
