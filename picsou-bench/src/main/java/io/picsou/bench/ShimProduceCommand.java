package io.picsou.bench;

import io.picsou.baseline.kafka.LogSource;
import io.picsou.baseline.kafka.ProducerSettings;
import io.picsou.baseline.kafka.ProducerShim;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code picsou shim produce}: one sender replica. */
@Command(
    name = "produce",
    description = {
      "Publishes one replica's share of a log to its partition, and follows the log as it grows.",
      "Goes on where the partition ends. Stops on SIGINT and SIGTERM, with nothing lost."
    })
final class ShimProduceCommand implements Callable<Integer> {
  @Mixin private ShimSettings settings;
  @Mixin private ShimRun run;

  @Override
  public Integer call() throws Exception {
    return Interruption.guard(this::run);
  }

  private int run(Interruption interruption) throws Exception {
    ProducerSettings parsed = settings.read(ProducerSettings::of);
    LogSource source = settings.read(ignored -> parsed.source());
    ProducerShim shim = ProducerShim.start(parsed, source);
    ShimRun.View view =
        new ShimRun.View(
            shim::counters,
            () -> shim.counters().ackedEntries(),
            () -> shim.counters().ackedBytes(),
            shim::drained,
            shim::failure);
    try (shim) {
      run.await(view, interruption);
    }
    return run.report(view);
  }
}
