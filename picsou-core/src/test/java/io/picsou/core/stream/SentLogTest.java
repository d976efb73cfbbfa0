package io.picsou.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.LinkOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class SentLogTest {
  private static final int SENDERS = 4;
  private static final LinkOptions OPTIONS = LinkOptions.defaults();
  private static final int LARGE = 1 << 20;
  private static final long SECOND = 1_000_000_000;

  /** From when on entries that were offered at 0 are late. */
  private static final long LATE = SendWindow.ROOM * SENDERS * OPTIONS.ackInterval().toNanos() + 1;

  private final SentLog log = new SentLog(SENDERS, OPTIONS, 0);

  private Frame next(int payloadBytes) {
    return Frame.of(List.of(Entry.of(log.offered() + 1, new byte[payloadBytes])));
  }

  private boolean offer(int payloadBytes) {
    return offer(payloadBytes, 0);
  }

  private boolean offer(int payloadBytes, long nowNanos) {
    Frame frame = next(payloadBytes);
    boolean fits = log.fits(frame, nowNanos);
    if (fits) {
      log.append(frame, 0, nowNanos);
    }
    return fits;
  }

  private int offerAll(int payloadBytes) {
    return offerAll(payloadBytes, 0);
  }

  private int offerAll(int payloadBytes, long nowNanos) {
    int offered = 0;
    while (offer(payloadBytes, nowNanos)) {
      offered++;
    }
    return offered;
  }

  @Test
  void someTurnsFitWhateverTheirSize() {
    offer(1);
    assertThat(offerAll(8 * LARGE)).isEqualTo(3);
  }

  @Test
  void takesAnythingWhenNothingIsUnquacked() {
    assertThat(offer((int) OPTIONS.sendWindowBytes())).isTrue();
    assertThat(offer(0)).isFalse();
    log.release(1, 0, 1);
    assertThat(offer((int) OPTIONS.sendWindowBytes())).isTrue();
  }

  @Test
  void whatArrivedStaysInTheWindowUntilItIsQuacked() {
    int window = offerAll(LARGE / 8);
    log.arrived((first, last) -> first > 1, 0, SECOND);
    assertThat(offer(LARGE / 8)).isFalse();
    log.release(window / 2, 0, SECOND);
    assertThat(offerAll(LARGE / 8)).isGreaterThanOrEqualTo(window / 2);
  }

  @Test
  void butNotBehindALoss() {
    int window = offerAll(LARGE / 8);
    log.arrived((first, last) -> first > 2, window, SECOND);
    log.lost(log.run(1), SECOND);
    assertThat(offerAll(LARGE / 8)).isEqualTo(window - 1);
  }

  @Test
  void allThatIsUnquackedIsBounded() {
    offer(LARGE / 8);
    log.lost(log.run(1), 0);
    while (offer(LARGE / 8)) {
      log.arrived((first, last) -> first > 1, log.offered(), log.offered() * SECOND);
    }
    assertThat(log.bytesBefore(log.offered() + 1))
        .isBetween(OPTIONS.sendWindowBytes() - LARGE, OPTIONS.sendWindowBytes());
  }

  @Test
  void behindALossGoesAsFarAsOthersWent() {
    int window = offerAll(LARGE / 8);
    log.arrived((first, last) -> false, window + 3, SECOND);
    assertThat(offerAll(LARGE / 8)).isZero();
    log.lost(log.run(1), SECOND);
    assertThat(offerAll(LARGE / 8)).isEqualTo(3);
  }

  @Test
  void soItDoesWhereNothingGoesOn() {
    int window = offerAll(LARGE / 8);
    log.arrived((first, last) -> false, window + 10, 1);
    log.release(1, 0, 1);
    int fitting = offerAll(LARGE / 8, LATE);
    assertThat(fitting).isBetween(1, 2);
    assertThat(offerAll(LARGE / 8, LATE + 1)).isEqualTo(10 - fitting);
  }

  @Test
  void whoLacksWhatIsNotHeldAnyMoreNeedsHistory() {
    offer(LARGE);
    assertThat(log.needsHistory(0)).isFalse();
    log.release(1, 1, SECOND);
    assertThat(log.needsHistory(0)).isTrue();
    assertThat(log.needsHistory(1)).isFalse();
    assertThat(log.needsHistory(Long.MAX_VALUE)).as("a claim to have everything").isFalse();
    assertThat(new SentLog(SENDERS, OPTIONS, 100).needsHistory(0)).as("not heard of").isFalse();
  }
}
