package io.picsou.transport;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Reads a batch into one array that its frames share, where gRPC's own marshaller would copy every
 * frame once more. Writes as gRPC does.
 */
final class BatchMarshaller implements MethodDescriptor.Marshaller<Wire.Batch> {
  /** The service's one method, with this marshaller at both ends. */
  static final MethodDescriptor<Wire.Batch, Wire.Batch> EXCHANGE =
      PicsouLinkGrpc.getExchangeMethod().toBuilder(new BatchMarshaller(), new BatchMarshaller())
          .build();

  private final MethodDescriptor.Marshaller<Wire.Batch> standard =
      ProtoUtils.marshaller(Wire.Batch.getDefaultInstance());

  @Override
  public InputStream stream(Wire.Batch batch) {
    return standard.stream(batch);
  }

  @Override
  public Wire.Batch parse(InputStream stream) {
    try {
      CodedInputStream input = UnsafeByteOperations.unsafeWrap(readAll(stream)).newCodedInput();
      input.enableAliasing(true);
      Wire.Batch batch = Wire.Batch.parseFrom(input, ExtensionRegistryLite.getEmptyRegistry());
      input.checkLastTagWas(0);
      return batch;
    } catch (InvalidProtocolBufferException e) {
      throw Status.INTERNAL.withDescription("malformed batch").withCause(e).asRuntimeException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** gRPC's streams know how much is left. */
  private static byte[] readAll(InputStream stream) throws IOException {
    byte[] bytes = new byte[stream.available()];
    if (stream.readNBytes(bytes, 0, bytes.length) < bytes.length || stream.read() >= 0) {
      throw new IOException("a batch of unknown length");
    }
    return bytes;
  }
}
