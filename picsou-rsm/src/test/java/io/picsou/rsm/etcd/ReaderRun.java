package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Reads a log up to a sequence, with a deadline. */
final class ReaderRun {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private ReaderRun() {}

  static EtcdConfig config(String endpoint, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put(EtcdConfig.ENDPOINTS, endpoint);
    settings.put(EtcdConfig.STALL_TIMEOUT, "1000");
    settings.put(EtcdConfig.UNREACHABLE_TIMEOUT, "60000");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return EtcdConfig.of(settings);
  }

  static List<Entry> entries(String endpoint, long after, long last) throws InterruptedException {
    try (EtcdLogReader reader = EtcdLogReader.open(config(endpoint), after, null)) {
      return entries(reader, last);
    }
  }

  static List<Entry> entries(CommittedLogReader reader, long last) throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (entries.isEmpty() || entries.get(entries.size() - 1).sequence() < last) {
      assertThat(System.nanoTime() - deadline)
          .as("got %d entries, waiting for %d", entries.size(), last)
          .isNegative();
      Frame frame = reader.read(1 << 20, Duration.ofMillis(200));
      if (frame != null) {
        entries.addAll(frame.entries());
      }
    }
    return entries;
  }

  /** Entries in a form that can be compared. */
  static List<String> texts(List<Entry> entries) {
    return entries.stream()
        .map(entry -> entry.sequence() + ":" + HexFormat.of().formatHex(entry.payload()))
        .toList();
  }
}
