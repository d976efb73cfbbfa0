package io.picsou.sim.check;

import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.protocol.Side;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.SenderNode;
import java.util.BitSet;

/**
 * Invariant 7: what a replica holds is within its windows. And the end of invariant 4: a sender
 * holds everything that is not QUACKed. Looked at now and then, because looking takes time.
 */
public final class MemoryChecker extends Checker {
  /** Every so many events of all replicas one is looked at. */
  private static final int PERIOD = 101;

  private final long slackBytes;
  private long events;
  private long held;
  private long mostHeld;

  MemoryChecker(History history) {
    super(history);
    // A run that is alone is taken whatever its size, on top of either window.
    int longest = history.scenario().setup().habits().runLength();
    this.slackBytes = 2L * longest * history.log().longestBytes();
  }

  /** The most that a replica was seen to hold. */
  public long mostBytes() {
    return mostHeld;
  }

  @Override
  public void settled(Node<?> node) {
    if (++events % PERIOD == 0 && node.correct()) {
      look(node);
    }
  }

  private void look(Node<?> node) {
    BitSet sequences = new BitSet();
    held = 0;
    HeldFrames.visit(
        node.protocol(),
        frame -> {
          held += frame.sizeBytes();
          sequences.set((int) frame.first(), (int) frame.last() + 1);
        });
    mostHeld = Math.max(mostHeld, held);
    long most = windowBytes(node.peer().side()) + slackBytes;
    require(held <= most, "%s holds %d B, its windows allow %d B", node.peer(), held, most);
    if (node instanceof SenderNode sender) {
      long quacked = sender.protocol().quacked();
      long missing = sequences.nextClearBit((int) quacked + 1);
      require(
          missing > sender.protocol().offered(),
          "%s has dropped entry %d, but the QUACK is at %d",
          node.peer(),
          missing,
          quacked);
    }
  }

  private long windowBytes(Side side) {
    LinkOptions options = history.options();
    return options.retentionBytes()
        + (side == Side.SENDING ? options.sendWindowBytes() : options.receiveWindowBytes());
  }
}
