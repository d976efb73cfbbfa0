package io.picsou.bench.replica;

import io.grpc.MethodDescriptor;
import io.picsou.transport.BatchOptions;
import io.picsou.transport.ConnectionOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * One gRPC stream of opaque messages as large as a full batch, with the connection settings of a
 * link: what this machine can carry at best, to compare with.
 */
public final class RawStream {
  /** The receiver's host:port. */
  public static final String ADDRESS = "address";

  /** How many bytes of the stream count as one entry. */
  public static final String ENTRY_BYTES = "entry.bytes";

  static final String SERVICE = "picsou.bench.RawStream";
  static final int MESSAGE_BYTES = BatchOptions.defaults().batchBytes();
  static final int FLOW_WINDOW_BYTES = ConnectionOptions.defaults().flowWindowBytes();

  static final MethodDescriptor<byte[], byte[]> WRITE =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Write"))
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private RawStream() {}

  /** One copy on either side, as for batches. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readNBytes(stream.available());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
