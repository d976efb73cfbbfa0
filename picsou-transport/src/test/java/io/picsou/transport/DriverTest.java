package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DriverTest {
  private static final int EVENTS = 2_000;
  private static final long PAUSE = 1_000_000;
  private static final long LONG_PAUSE = 200_000_000;

  /** Never has anything to do by itself. */
  private static final class Idle implements Driver.Work {
    private final AtomicInteger cycles = new AtomicInteger();

    @Override
    public long run(long nowNanos) {
      cycles.incrementAndGet();
      return Long.MAX_VALUE;
    }

    @Override
    public void stop(Throwable cause) {}
  }

  /** Each event is posted when the one before has run: now into the pause, now into the sleep. */
  @Test
  void noEventIsForgotten() throws InterruptedException {
    Driver driver = new Driver("test", () -> PAUSE);
    driver.start(new Idle());
    for (int i = 0; i < EVENTS / 10; i++) {
      CountDownLatch done = new CountDownLatch(1);
      driver.post(now -> done.countDown());
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    driver.close();
    assertThat(driver.failure()).isNull();
  }

  /** However slow the poster, what it posts takes a cycle per pause at most. */
  @Test
  void whatComesDuringAPauseIsDoneTogether() throws InterruptedException {
    Driver driver = new Driver("test", () -> LONG_PAUSE);
    Idle work = new Idle();
    CountDownLatch done = new CountDownLatch(EVENTS);
    driver.start(work);
    long start = System.nanoTime();
    for (int i = 0; i < EVENTS; i++) {
      driver.post(now -> done.countDown());
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    long pauses = (System.nanoTime() - start) / LONG_PAUSE;
    driver.close();
    long full = EVENTS / Driver.MAX_EVENTS;
    assertThat(work.cycles.get()).isLessThanOrEqualTo((int) (pauses + full) + 3);
  }

  @Test
  void withoutAPauseEventsRunToo() throws InterruptedException {
    Driver driver = new Driver("test", () -> 0);
    driver.start(new Idle());
    CountDownLatch done = new CountDownLatch(EVENTS);
    for (int i = 0; i < EVENTS; i++) {
      driver.post(now -> done.countDown());
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    driver.close();
  }

  @Test
  void runningOnesAreCounted() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    Driver driver = new Driver("test", () -> PAUSE);
    driver.start(new Idle());
    driver.post(now -> running.countDown());
    assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
    double with = Driver.runningPerProcessor();
    assertThat(with).isPositive();
    driver.close();
    assertThat(Driver.runningPerProcessor()).isLessThan(with);
  }
}
