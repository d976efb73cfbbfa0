package io.picsou.sim;

import io.picsou.core.strategy.Strategy;
import io.picsou.sim.scenario.Profile;
import io.picsou.sim.scenario.Scenario;
import io.picsou.sim.scenario.ScenarioDraw;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Many histories, one per seed, on several threads; each is deterministic by itself.
 *
 * @param strategies the protocols to draw from
 * @param profiles the kinds of trouble to draw from
 */
public record Campaign(List<Strategy> strategies, List<Profile> profiles) {
  /** The strategies whose promises the checkers know. */
  public static final List<Strategy> CHECKED = List.of(Strategy.values());

  /** Every strategy that is checked, every kind of trouble. */
  public static Campaign everything() {
    return new Campaign(CHECKED, List.of(Profile.values()));
  }

  /** The scenario that a seed stands for. */
  public Scenario scenario(long seed) {
    return ScenarioDraw.draw(seed, strategies, profiles);
  }

  /**
   * Runs a range of seeds.
   *
   * @param first the first seed
   * @param count how many
   * @param threads how many at a time
   * @param progress is told how many are done, from any of the threads
   */
  public Summary run(long first, long count, int threads, LongConsumer progress)
      throws InterruptedException {
    return run(first, count, threads, progress, Simulation::run);
  }

  /**
   * Runs a range of seeds.
   *
   * @param simulator runs each history, on any of the threads
   */
  public Summary run(
      long first,
      long count,
      int threads,
      LongConsumer progress,
      Function<Scenario, Outcome> simulator)
      throws InterruptedException {
    Summary summary = new Summary();
    AtomicLong next = new AtomicLong(first);
    AtomicLong done = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers =
          java.util.stream.IntStream.range(0, threads)
              .<Future<?>>mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            for (long seed = next.getAndIncrement();
                                seed < first + count && !Thread.currentThread().isInterrupted();
                                seed = next.getAndIncrement()) {
                              summary.add(simulator.apply(scenario(seed)));
                              progress.accept(done.incrementAndGet());
                            }
                          }))
              .toList();
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the simulator itself failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return summary;
  }
}
