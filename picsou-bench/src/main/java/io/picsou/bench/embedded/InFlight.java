package io.picsou.bench.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** What one source has sent and the sinks have not confirmed yet, in order. Thread-safe. */
final class InFlight {
  /**
   * Confirmed records of one batch.
   *
   * @param first the topic offset of the first one
   */
  record Released(Topic topic, long first, List<SourceRecord> records) {}

  private final ArrayDeque<Batch> batches = new ArrayDeque<>();
  private int releasedOfHead;
  private boolean frozen;

  synchronized void add(Batch batch) {
    if (!frozen) {
      batches.add(batch);
    }
  }

  /**
   * Takes no more, because a sink has failed: a source's records are released in order, and what
   * that sink has not confirmed never will be.
   */
  synchronized void freeze() {
    frozen = true;
  }

  synchronized boolean isEmpty() {
    return batches.isEmpty();
  }

  /** Takes out everything confirmed up to the first record that is not. */
  synchronized List<Released> release() {
    List<Released> released = new ArrayList<>();
    while (!batches.isEmpty()) {
      Batch head = batches.getFirst();
      int confirmed = (int) Math.min(head.sent().size(), head.topic().confirmed() - head.first());
      if (confirmed > releasedOfHead) {
        List<SourceRecord> records = head.sent().subList(releasedOfHead, confirmed);
        released.add(new Released(head.topic(), head.first() + releasedOfHead, records));
        releasedOfHead = confirmed;
      }
      if (confirmed < head.sent().size()) {
        break;
      }
      batches.removeFirst();
      releasedOfHead = 0;
    }
    return released;
  }
}
