package io.picsou.rsm.file;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.generator.GeneratorReader;
import java.nio.file.Path;
import java.time.Duration;

/** Goes on with a log for ever, and says after each flush what it confirms. */
final class AppendingProcess {
  static final int PAYLOAD_BYTES = 1000;

  private AppendingProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (FileApplier applier = FileApplier.open(Path.of(arguments[0]));
        GeneratorReader entries = GeneratorReader.open(PAYLOAD_BYTES, applier.applied())) {
      while (true) {
        for (int run = 0; run < 7; run++) {
          Frame frame = entries.read(50_000, Duration.ZERO);
          applier.apply(frame);
        }
        applier.flush();
        System.out.println(applier.applied());
      }
    }
  }
}
