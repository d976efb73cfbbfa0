package io.picsou.sim.check;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Message;
import io.picsou.sim.node.Node;
import io.picsou.sim.node.Observer;
import io.picsou.sim.node.ReceiverNode;
import java.util.BitSet;

/** Which entries have ever reached which receiver in its present life, as the network knows. */
final class Arrivals implements Observer {
  private final BitSet[] arrived;

  /** What correct receivers have, together; a crash takes nothing away here. */
  private final BitSet anywhere = new BitSet();

  Arrivals(int receivers) {
    arrived = new BitSet[receivers];
    for (int i = 0; i < receivers; i++) {
      arrived[i] = new BitSet();
    }
  }

  @Override
  public void started(Node<?> node) {
    if (node instanceof ReceiverNode receiver) {
      BitSet own = arrived[node.peer().replica()];
      own.clear();
      own.set(0, (int) receiver.durable() + 1);
    }
  }

  @Override
  public void received(Node<?> at, Envelope in) {
    Frame frame = frame(in.message());
    if (frame != null && at instanceof ReceiverNode && frame.last() < Integer.MAX_VALUE) {
      arrived[at.peer().replica()].set((int) frame.first(), (int) frame.last() + 1);
      if (at.correct()) {
        anywhere.set((int) frame.first(), (int) frame.last() + 1);
      }
    }
  }

  boolean has(int receiver, long sequence) {
    return sequence < Integer.MAX_VALUE && arrived[receiver].get((int) sequence);
  }

  /** Everything up to here has arrived. */
  long prefix(int receiver) {
    return arrived[receiver].nextClearBit(1) - 1L;
  }

  /** Everything up to here has arrived at some correct receiver. */
  long prefixAnywhere() {
    return anywhere.nextClearBit(1) - 1L;
  }

  static Frame frame(Message message) {
    if (message instanceof Message.Data data) {
      return data.frame();
    }
    return message instanceof Message.Forward forward ? forward.frame() : null;
  }
}
