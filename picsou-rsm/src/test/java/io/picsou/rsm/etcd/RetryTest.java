package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryTest {
  private final Retry retry =
      new Retry(
          ReaderRun.config(
              "a:1",
              EtcdConfig.RETRY_BACKOFF,
              "100",
              EtcdConfig.RETRY_BACKOFF_MAX,
              "1000",
              EtcdConfig.UNREACHABLE_TIMEOUT,
              "5000"));

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void pausesDoubleUpToTheirLimitAndStartAgainAfterASuccess() {
    for (long most : new long[] {100, 200, 400, 800, 1000, 1000}) {
      assertThat(retry.failed(0)).isBetween(ms(most / 2), ms(most));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(retry.failed(0)).isBetween(ms(500), ms(1000));
    }
    retry.succeeded();
    assertThat(retry.failed(0)).isLessThanOrEqualTo(ms(100));
  }

  @Test
  void isExhaustedOnlyByAnUnbrokenRunOfFailures() {
    retry.failed(ms(1000));
    assertThat(retry.exhausted(ms(5999))).isFalse();
    assertThat(retry.exhausted(ms(6000))).isTrue();
    retry.succeeded();
    assertThat(retry.exhausted(ms(9000))).isFalse();
    retry.failed(ms(9000));
    assertThat(retry.exhausted(ms(10000))).isFalse();
  }
}
