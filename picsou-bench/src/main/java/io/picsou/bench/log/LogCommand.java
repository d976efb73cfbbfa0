package io.picsou.bench.log;

import picocli.CommandLine.Command;

/** {@code picsou log}: the log files of file RSMs. */
@Command(
    name = "log",
    description = "Writes, prints and checks the log files of file RSMs.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AppendCommand.class,
      CatCommand.class,
      KeygenCommand.class,
      StatCommand.class,
      VerifyCommand.class
    })
public final class LogCommand {}
