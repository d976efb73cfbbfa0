package io.picsou.transport;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.picsou.core.entry.CorruptEntryException;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.ProofFilter;
import io.picsou.core.protocol.Ack;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Translates the core's messages to and from their wire form. Stateless and thread-safe. */
final class BatchCodec {
  /** What a message costs on the wire beyond its frame and φ-list, rounded up. */
  static final int MESSAGE_OVERHEAD_BYTES = 64;

  /** How many times its own size of memory a frame may keep from being freed. */
  static final int MAX_WASTE = 8;

  /**
   * A batch as it came in.
   *
   * @param messages those that are sound
   * @param corrupt how many were dropped because they are not
   * @param problem what was wrong with the first of those, or null
   * @param breaches entries that were refused for their commit proofs
   * @param unjudged entries that were refused because their epoch's keys are not known
   */
  record Decoded(
      Epochs epochs,
      List<Message> messages,
      int corrupt,
      String problem,
      List<ProofFilter.Breach> breaches,
      int unjudged) {

    /** What is left when entries without a valid proof are taken out. */
    Decoded filtered(ProofFilter filter) {
      List<Message> sound = new ArrayList<>(messages.size());
      List<ProofFilter.Breach> refused = new ArrayList<>();
      int unknown = 0;
      for (Message message : messages) {
        ProofFilter.Result result = filter.filter(message);
        sound.addAll(result.messages());
        refused.addAll(result.breaches());
        unknown += result.unjudged();
      }
      return new Decoded(epochs, sound, corrupt, problem, refused, unknown);
    }
  }

  private BatchCodec() {}

  /** An upper bound of a message's size on the wire. */
  static int wireBytes(Message message) {
    if (message instanceof Message.Data data) {
      return MESSAGE_OVERHEAD_BYTES + data.frame().sizeBytes();
    } else if (message instanceof Message.Forward forward) {
      return MESSAGE_OVERHEAD_BYTES + forward.frame().sizeBytes() + phiBytes(forward.ack());
    } else if (message instanceof Message.Acknowledge acknowledge) {
      int heard = acknowledge.heard().length * CodedOutputStream.computeUInt64SizeNoTag(-1);
      return MESSAGE_OVERHEAD_BYTES + phiBytes(acknowledge.ack()) + heard;
    } else if (message instanceof Message.Fetch fetch) {
      return MESSAGE_OVERHEAD_BYTES + phiBytes(fetch.ack());
    }
    return MESSAGE_OVERHEAD_BYTES;
  }

  /** Frames are wrapped, not copied: gRPC copies them once, into its network buffers. */
  static Wire.Batch encode(Epochs epochs, List<Message> messages, WireAcks acks) {
    Wire.Batch.Builder batch =
        Wire.Batch.newBuilder()
            .setSendingEpoch(epochs.sending())
            .setReceivingEpoch(epochs.receiving());
    for (Message message : messages) {
      batch.addMessages(encode(message, acks));
    }
    return batch.build();
  }

  /** Decodes and verifies; what is corrupt is left out and counted. Never throws. */
  static Decoded decode(Wire.Batch batch) {
    List<Message> messages = new ArrayList<>(batch.getMessagesCount());
    int corrupt = 0;
    String problem = null;
    for (Wire.Message message : batch.getMessagesList()) {
      try {
        messages.add(decode(message));
      } catch (CorruptEntryException | IllegalArgumentException e) {
        corrupt++;
        problem = problem == null ? e.getMessage() : problem;
      }
    }
    Epochs epochs = new Epochs(batch.getSendingEpoch(), batch.getReceivingEpoch());
    return new Decoded(epochs, messages, corrupt, problem, List.of(), 0);
  }

  private static Wire.Message encode(Message message, WireAcks acks) {
    Wire.Message.Builder out = Wire.Message.newBuilder();
    if (message instanceof Message.Data data) {
      out.setData(
          Wire.Data.newBuilder()
              .setFrame(bytes(data.frame()))
              .setResend(data.resend())
              .setQuacked(data.quacked()));
    } else if (message instanceof Message.Forward forward) {
      out.setForward(
          Wire.Forward.newBuilder()
              .setFrame(bytes(forward.frame()))
              .setAck(acks.encode(forward.ack())));
    } else if (message instanceof Message.Acknowledge acknowledge) {
      out.setAcknowledge(
          Wire.Acknowledge.newBuilder()
              .setAck(acks.encode(acknowledge.ack()))
              .setNeedless(acknowledge.needless())
              .addAllHeard(LongStream.of(acknowledge.heard()).boxed()::iterator));
    } else if (message instanceof Message.Probe probe) {
      out.setProbe(Wire.Probe.newBuilder().setQuacked(probe.quacked()).setOffered(probe.offered()));
    } else if (message instanceof Message.Fetch fetch) {
      out.setFetch(
          Wire.Fetch.newBuilder()
              .setFirst(fetch.first())
              .setLast(fetch.last())
              .setAck(acks.encode(fetch.ack())));
    } else if (message instanceof Message.View view) {
      out.setView(Wire.View.newBuilder().setView(view.view()));
    }
    return out.build();
  }

  private static Message decode(Wire.Message message) {
    return switch (message.getKindCase()) {
      case DATA -> {
        Wire.Data data = message.getData();
        Frame frame = frame(data.getFrame());
        yield new Message.Data(frame, data.getResend(), sequence(data.getQuacked()));
      }
      case FORWARD ->
          new Message.Forward(
              frame(message.getForward().getFrame()), ack(message.getForward().getAck()));
      case ACKNOWLEDGE -> acknowledge(message.getAcknowledge());
      case PROBE ->
          new Message.Probe(
              sequence(message.getProbe().getQuacked()), sequence(message.getProbe().getOffered()));
      case FETCH -> fetch(message.getFetch());
      case VIEW -> new Message.View(sequence(message.getView().getView()));
      case KIND_NOT_SET -> throw new IllegalArgumentException("message of an unknown kind");
    };
  }

  private static Message acknowledge(Wire.Acknowledge told) {
    return new Message.Acknowledge(
        ack(told.getAck()),
        told.getNeedless(),
        told.getHeardList().stream().mapToLong(Long::longValue).toArray());
  }

  private static Message fetch(Wire.Fetch fetch) {
    long first = sequence(fetch.getFirst());
    long last = sequence(fetch.getLast());
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("fetch of " + first + "-" + last);
    }
    return new Message.Fetch(first, last, ack(fetch.getAck()));
  }

  private static Ack ack(Wire.Ack ack) {
    return new Ack(ack.getDurable(), ack.getHeld(), PhiCodec.decode(ack));
  }

  /** Sequences are unsigned on the wire; what does not fit a long was not sent by a sane peer. */
  private static long sequence(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("sequence " + Long.toUnsignedString(value));
    }
    return value;
  }

  /** An array goes out in one piece, where a buffer would be copied in pieces of 4 kB first. */
  private static ByteString bytes(Frame frame) {
    ByteBuffer bytes = frame.sharedBytes();
    return bytes.hasArray()
        ? UnsafeByteOperations.unsafeWrap(
            bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining())
        : UnsafeByteOperations.unsafeWrap(bytes);
  }

  /**
   * A frame shares the array of the batch it came in. One that is only a small part of it is
   * copied, or else it would keep all of the batch in memory for as long as it is held.
   */
  static ByteBuffer owned(ByteString bytes) {
    ByteBuffer shared = arrayOf(bytes);
    boolean wasteful = shared.array().length / MAX_WASTE > bytes.size();
    return wasteful ? ByteBuffer.wrap(bytes.toByteArray()) : shared;
  }

  private static Frame frame(ByteString bytes) {
    return Frame.verified(owned(bytes));
  }

  /**
   * The array behind parsed bytes. A read-only view would do, but checksums over read-only heap
   * buffers copy them.
   */
  private static ByteBuffer arrayOf(ByteString bytes) {
    ArrayOutput output = new ArrayOutput();
    try {
      UnsafeByteOperations.unsafeWriteTo(bytes, output);
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    boolean whole = output.pieces == 1 && output.array.hasArray();
    return whole ? output.array : ByteBuffer.wrap(bytes.toByteArray());
  }

  private static int phiBytes(Ack ack) {
    return ack.phi().length * Long.BYTES;
  }

  /** Takes hold of the one array that is written to it. */
  private static final class ArrayOutput extends ByteOutput {
    private ByteBuffer array;
    private int pieces;

    @Override
    public void write(byte value) {
      pieces += 2;
    }

    @Override
    public void write(byte[] value, int offset, int length) {
      writeLazy(value, offset, length);
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
      array = ByteBuffer.wrap(value, offset, length);
      pieces++;
    }

    @Override
    public void write(ByteBuffer value) {
      writeLazy(value);
    }

    @Override
    public void writeLazy(ByteBuffer value) {
      array = value;
      pieces++;
    }
  }
}
