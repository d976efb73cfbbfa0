package io.picsou.bench;

import io.picsou.baseline.kafka.ConsumerSettings;
import io.picsou.baseline.kafka.ConsumerShim;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code picsou shim consume}: one receiver replica. */
@Command(
    name = "consume",
    description = {
      "Reads all partitions, restores the order of the log and applies it to a target.",
      "Goes on where the target is. Stops on SIGINT and SIGTERM, with nothing lost."
    })
final class ShimConsumeCommand implements Callable<Integer> {
  @Mixin private ShimSettings settings;
  @Mixin private ShimRun run;

  @Override
  public Integer call() throws Exception {
    return Interruption.guard(this::run);
  }

  private int run(Interruption interruption) throws Exception {
    ConsumerSettings parsed = settings.read(ConsumerSettings::of);
    ConsumerShim shim = ConsumerShim.start(parsed, parsed.openTarget());
    ShimRun.View view =
        new ShimRun.View(
            shim::counters,
            () -> shim.counters().deliveredEntries(),
            () -> shim.counters().receivedBytes(),
            () -> true,
            shim::failure);
    try (shim) {
      run.await(view, interruption);
    }
    return run.report(view);
  }
}
