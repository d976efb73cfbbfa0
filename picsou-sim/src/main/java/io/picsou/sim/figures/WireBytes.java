package io.picsou.sim.figures;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Message;
import io.picsou.sim.net.WireSize;

/**
 * How many bytes messages take in a batch. φ-lists take the shorter of their words and the lengths
 * of their runs, as on the real wire.
 */
final class WireBytes {
  /** Of every batch: HTTP/2, gRPC and epochs. */
  static final int BATCH = 40;

  /** Of every message: its kind, lengths, flags and watermark. */
  private static final int MESSAGE = 16;

  private static final int RUN = 2;

  /** A receiver's forwards share one acknowledgment. */
  private Ack last;

  private int lastBytes;

  int of(Message message) {
    Frame frame = frame(message);
    return MESSAGE + (frame == null ? 0 : frame.sizeBytes()) + ack(message);
  }

  /** How many entries a message carries. */
  static int entries(Message message) {
    Frame frame = frame(message);
    return frame == null ? 0 : frame.count();
  }

  private static Frame frame(Message message) {
    if (message instanceof Message.Data data) {
      return data.frame();
    }
    return message instanceof Message.Forward forward ? forward.frame() : null;
  }

  private int ack(Message message) {
    if (message instanceof Message.Forward forward) {
      return of(forward.ack());
    } else if (message instanceof Message.Acknowledge acknowledge) {
      return of(acknowledge.ack()) + WireSize.ofHeard(acknowledge.heard());
    }
    return message instanceof Message.Fetch fetch ? of(fetch.ack()) : 0;
  }

  private int of(Ack ack) {
    if (ack != last) {
      last = ack;
      lastBytes = MESSAGE + Math.min(Long.BYTES * ack.phi().length, RUN * runs(ack.phi()));
    }
    return lastBytes;
  }

  private static int runs(long[] words) {
    int runs = 0;
    long before = 0;
    for (long word : words) {
      runs += Long.bitCount(word ^ (word << 1 | before));
      before = word >>> Long.SIZE - 1;
    }
    return runs + 1;
  }
}
