package io.picsou.bench;

import picocli.CommandLine.Command;

/** {@code picsou bench}: measurements. */
@Command(
    name = "bench",
    description = "Measures.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {NetCommand.class})
final class BenchCommand {}
