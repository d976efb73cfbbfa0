package io.picsou.sim.check;

import io.picsou.sim.node.Observer;

/**
 * Watches one invariant of docs/protocol.md during one history. Throws a {@link Violation} from
 * within the event that breaks it.
 */
public abstract class Checker implements Observer {
  final History history;

  Checker(History history) {
    this.history = history;
  }

  /** The name that reports use. */
  public final String name() {
    return getClass().getSimpleName().replace("Checker", "");
  }

  /** Everything has been delivered; what can only be said of a whole history is checked now. */
  public void finish() {}

  final void require(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new Violation(name(), String.format(message, arguments));
    }
  }
}
