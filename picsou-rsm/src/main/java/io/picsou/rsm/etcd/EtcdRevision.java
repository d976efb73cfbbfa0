package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What one etcd revision changed: the payload of its entry. The same bytes come out at every member
 * of a cluster, because nothing is in them that only one member knows.
 *
 * <pre>
 *   byte 1                                     the format's version
 *   for every operation, in the order etcd reports them:
 *     byte 1 (put), key, value
 *     byte 2 (delete), key
 * </pre>
 *
 * Keys and values are a protobuf varint (their length) and that many bytes. Immutable and
 * thread-safe.
 *
 * @param operations empty if the revision touched no key that the reader's filter lets through
 */
public record EtcdRevision(List<Operation> operations) {
  private static final int VERSION = 1;
  private static final int PUT = 1;
  private static final int DELETE = 2;

  public EtcdRevision {
    operations = List.copyOf(operations);
  }

  /**
   * One key's change.
   *
   * @param value null if the key was deleted
   */
  public record Operation(ByteString key, ByteString value) {
    public Operation {
      Objects.requireNonNull(key, "key");
    }

    /** Sets a key. */
    public static Operation put(ByteString key, ByteString value) {
      return new Operation(key, Objects.requireNonNull(value, "value"));
    }

    /** Removes a key. */
    public static Operation delete(ByteString key) {
      return new Operation(key, null);
    }

    /** Whether the key was removed. */
    public boolean deletes() {
      return value == null;
    }

    int bytes() {
      return key.size() + (deletes() ? 0 : value.size());
    }
  }

  /** The entry payload. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeRawByte((byte) VERSION);
      for (Operation operation : operations) {
        out.writeRawByte((byte) (operation.deletes() ? DELETE : PUT));
        out.writeBytesNoTag(operation.key());
        if (!operation.deletes()) {
          out.writeBytesNoTag(operation.value());
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an entry payload.
   *
   * @throws IllegalArgumentException if the bytes are not an encoded revision
   */
  public static EtcdRevision decode(byte[] payload) {
    if (payload == null || payload.length == 0 || payload[0] != VERSION) {
      throw new IllegalArgumentException("no encoded etcd revision of version " + VERSION);
    }
    CodedInputStream in = CodedInputStream.newInstance(payload, 1, payload.length - 1);
    List<Operation> operations = new ArrayList<>();
    try {
      while (!in.isAtEnd()) {
        operations.add(readOperation(in));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("encoded etcd revision cut short or damaged", e);
    }
    return new EtcdRevision(operations);
  }

  private static Operation readOperation(CodedInputStream in) throws IOException {
    int kind = in.readRawByte();
    return switch (kind) {
      case PUT -> Operation.put(in.readBytes(), in.readBytes());
      case DELETE -> Operation.delete(in.readBytes());
      default -> throw new IllegalArgumentException("unknown etcd operation kind " + kind);
    };
  }
}
