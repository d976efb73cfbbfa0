package io.picsou.sim.liar;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changed copies of messages. */
final class Rewrites {
  private Rewrites() {}

  static Envelope message(Envelope truth, Message message) {
    return new Envelope(truth.peer(), truth.epochs(), message);
  }

  /** The same message with another acknowledgment, wherever it carries one. */
  static Envelope ack(Envelope truth, UnaryOperator<Ack> change) {
    Message message = truth.message();
    if (message instanceof Message.Acknowledge told) {
      return message(
          truth, new Message.Acknowledge(change.apply(told.ack()), told.needless(), told.heard()));
    }
    if (message instanceof Message.Forward told) {
      return message(truth, new Message.Forward(told.frame(), change.apply(told.ack())));
    }
    if (message instanceof Message.Fetch told) {
      Ack ack = change.apply(told.ack());
      return message(truth, new Message.Fetch(told.first(), told.last(), ack));
    }
    return truth;
  }

  /** The same message with other reports, if it carries any. */
  static Envelope reports(Envelope truth, long needless, long[] heard) {
    return truth.message() instanceof Message.Acknowledge told
        ? message(truth, new Message.Acknowledge(told.ack(), needless, heard))
        : truth;
  }

  /** The same message with another frame, if it carries one. */
  static Envelope frame(Envelope truth, UnaryOperator<Frame> change) {
    Message message = truth.message();
    if (message instanceof Message.Data told) {
      Frame frame = change.apply(told.frame());
      return message(truth, new Message.Data(frame, told.resend(), told.quacked()));
    }
    if (message instanceof Message.Forward told) {
      return message(truth, new Message.Forward(change.apply(told.frame()), told.ack()));
    }
    return truth;
  }

  /** The same message with another watermark, if it carries one. */
  static Envelope watermark(Envelope truth, long quacked) {
    Message message = truth.message();
    if (message instanceof Message.Data told) {
      return message(truth, new Message.Data(told.frame(), told.resend(), quacked));
    }
    return message instanceof Message.Probe
        ? message(truth, new Message.Probe(quacked, quacked))
        : truth;
  }

  /** The same message, said to be of another configuration. */
  static Envelope epoch(Envelope truth, long by) {
    Epochs epochs = truth.epochs();
    return new Envelope(
        truth.peer(), new Epochs(epochs.sending() + by, epochs.receiving()), truth.message());
  }

  /** A frame whose checksums are wrong. */
  static Frame corrupted(Frame frame) {
    byte[] bytes = new byte[frame.sizeBytes()];
    frame.bytes().get(bytes);
    bytes[bytes.length - 1] ^= 0x10;
    return Frame.trusted(frame.first(), frame.count(), ByteBuffer.wrap(bytes));
  }

  /** Well-formed entries that nobody committed, differing with the salt. */
  static Frame forged(Frame frame, int salt) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : frame.entries()) {
      byte[] payload = {(byte) 'f', (byte) 'o', (byte) 'r', (byte) 'g', (byte) 'e', (byte) salt};
      entries.add(new Entry(entry.sequence(), entry.key(), payload, entry.headers()));
    }
    return Frame.of(entries);
  }

  /** True entries under wrong sequences. */
  static Frame moved(Frame frame, int by) {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : frame.entries()) {
      long sequence = entry.sequence() + by;
      entries.add(new Entry(sequence, entry.key(), entry.payload(), entry.headers()));
    }
    return Frame.of(entries);
  }
}
