package io.picsou.sim.check;

/** An invariant does not hold; ends the history at once. */
public final class Violation extends RuntimeException {
  private final String checker;

  /**
   * @param checker which one noticed
   * @param message what is wrong, with the numbers that show it
   */
  public Violation(String checker, String message) {
    super(message);
    this.checker = checker;
  }

  /** Which checker noticed. */
  public String checker() {
    return checker;
  }
}
