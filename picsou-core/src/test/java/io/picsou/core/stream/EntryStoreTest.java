package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryStoreTest {
  private static final int ENTRY = EntryCodec.OVERHEAD_BYTES + 76;
  private static final int ENTRIES = 40;

  private final EntryStore store = new EntryStore(ENTRIES * ENTRY, 0, 0);

  private boolean add(long sequence) {
    return store.add(Frame.of(List.of(Entry.of(sequence, new byte[76]))));
  }

  /**
   * Whoever lags gets what is new and what it lacks at once; the one must not crowd out the other.
   */
  @Test
  void whatIsFarAheadLeavesRoomForWhatIsMissing() {
    for (int i = 0; i < ENTRIES / 2; i++) {
      assertThat(add(1_000 + i)).isTrue();
    }
    assertThat(add(2_000)).isFalse();
    for (int sequence = ENTRIES / 2; sequence > 1; sequence--) {
      assertThat(add(sequence)).isTrue();
    }
    assertThat(add(1)).isTrue();
    assertThat(store.held()).isEqualTo(ENTRIES / 2);
  }

  /** Who is a little behind the others must not drop what senders have under way. */
  @Test
  void whatLiesWithinTheWindowFitsBehindAGap() {
    for (int sequence = 2; sequence <= ENTRIES; sequence++) {
      assertThat(add(sequence)).isTrue();
    }
    assertThat(add(ENTRIES + 1)).isFalse();
  }

  @Test
  void theNextEntryAlwaysFits() {
    for (int sequence = 2; sequence <= ENTRIES + 1; sequence++) {
      add(sequence);
    }
    assertThat(add(ENTRIES + 5)).isFalse();
    assertThat(add(1)).isTrue();
  }
}
