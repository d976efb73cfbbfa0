package io.picsou.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkOptionsTest {
  @Test
  void aReceiveWindowHasRoomForTwiceTheSendWindow() {
    assertThat(windows(1_000, 2_000).receiveWindowBytes()).isEqualTo(2_000);
  }

  @Test
  void aSendWindowThatDoesNotFitHalfOfTheReceiveWindowIsRefused() {
    assertThatThrownBy(() -> windows(1_000, 1_999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("receive window of 1999 B")
        .hasMessageContaining("send window of 1000 B");
  }

  private static LinkOptions windows(long sendBytes, long receiveBytes) {
    return new LinkOptions(
        1,
        64 << 10,
        64,
        LinkOptions.Acks.DURABLE,
        sendBytes,
        receiveBytes,
        0,
        Duration.ofMillis(2),
        Duration.ofMillis(20),
        Duration.ofSeconds(5));
  }
}
