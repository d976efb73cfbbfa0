package io.picsou.sim;

import io.picsou.sim.scenario.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of many histories, added up. Thread-safe. */
public final class Summary {
  private final List<Outcome> failures = new ArrayList<>();
  private final Map<String, Long> faults = new TreeMap<>();
  private final Map<String, Long> histories = new TreeMap<>();
  private long events;
  private long entries;
  private long copies;
  private long resends;
  private long localCopies;
  private long ackBytes;
  private long messages;
  private long virtualNanos;
  private long mostBytes;
  private long count;

  synchronized void add(Outcome outcome) {
    Outcome.Totals totals = outcome.totals();
    count++;
    events += totals.events();
    entries += totals.entries();
    copies += totals.copies();
    resends += totals.resends();
    localCopies += totals.localCopies();
    ackBytes += totals.ackBytes();
    messages += totals.messages();
    virtualNanos += totals.virtualNanos();
    mostBytes = Math.max(mostBytes, totals.mostBytes());
    String kind = outcome.scenario().setup().strategy() + " " + outcome.scenario().profile();
    histories.merge(kind, 1L, Long::sum);
    for (Fault fault : outcome.scenario().faults()) {
      faults.merge(fault.kind(), 1L, Long::sum);
    }
    if (!outcome.clean()) {
      failures.add(outcome);
    }
  }

  /** Histories that broke an invariant, in order of their seeds. */
  public synchronized List<Outcome> failures() {
    failures.sort(Comparator.comparingLong(outcome -> outcome.scenario().seed()));
    return List.copyOf(failures);
  }

  /** How many faults of which kind were injected. */
  public synchronized Map<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  /** How many histories of which strategy and kind of trouble. */
  public synchronized Map<String, Long> histories() {
    return new TreeMap<>(histories);
  }

  /** How many histories. */
  public synchronized long count() {
    return count;
  }

  /** Everything that was counted, added up; the most bytes are those of a single replica. */
  public synchronized Outcome.Totals totals() {
    return new Outcome.Totals(
        events, virtualNanos, entries, copies, resends, localCopies, ackBytes, messages, mostBytes);
  }
}
