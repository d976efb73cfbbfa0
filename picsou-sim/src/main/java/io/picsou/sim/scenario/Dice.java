package io.picsou.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws options. */
final class Dice {
  static final long MICROS = 1_000;
  static final long MILLIS = 1_000_000;

  private final Random random;

  Dice(long seed) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** From low to high, both included. */
  long between(long low, long high) {
    return low + random.nextLong(high - low + 1);
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** 0 … n-1 in any order. */
  List<Integer> shuffled(int n) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      order.add(random.nextInt(i + 1), i);
    }
    return order;
  }
}
