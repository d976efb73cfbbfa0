package io.picsou.bench.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.ResponseOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a benchmark asks of one etcd member, beside readers and appliers. Thread-safe. */
public final class EtcdClient implements AutoCloseable {
  /** Ten members may share two cores, so that they answer slowly. */
  private static final long DEADLINE_SECONDS = 60;

  private static final int MAX_MESSAGE_BYTES = 64 << 20;
  private static final long PROBE_MILLIS = 1_000;
  private static final ByteString ANY_KEY = ByteString.copyFromUtf8("?");

  private final ManagedChannel channel;

  /**
   * @param endpoint the member's client URL, http://host:port
   */
  public EtcdClient(String endpoint) {
    channel =
        Grpc.newChannelBuilder(
                endpoint.substring(endpoint.indexOf("://") + 3),
                InsecureChannelCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
  }

  /** Whether it answers, which takes a majority of the cluster. */
  boolean serves() {
    try {
      KVGrpc.newBlockingStub(channel)
          .withDeadlineAfter(PROBE_MILLIS, TimeUnit.MILLISECONDS)
          .range(RangeRequest.newBuilder().setKey(ANY_KEY).build());
      return true;
    } catch (StatusRuntimeException e) {
      channel.resetConnectBackoff();
      return false;
    }
  }

  /** What this member has under some keys; it may lag behind its cluster. Others are left out. */
  public Map<ByteString, KeyValue> here(Collection<ByteString> keys) {
    TxnRequest.Builder request = TxnRequest.newBuilder();
    for (ByteString key : keys) {
      RangeRequest range = RangeRequest.newBuilder().setKey(key).setSerializable(true).build();
      request.addSuccess(RequestOp.newBuilder().setRequestRange(range));
    }
    Map<ByteString, KeyValue> found = new HashMap<>();
    for (ResponseOp answer : blocking().txn(request.build()).getResponsesList()) {
      answer.getResponseRange().getKvsList().forEach(kv -> found.put(kv.getKey(), kv));
    }
    return found;
  }

  /** What the cluster has under a key. */
  public Optional<KeyValue> now(ByteString key) {
    RangeResponse answer = range(RangeRequest.newBuilder().setKey(key).build());
    return answer.getKvsList().stream().findFirst();
  }

  RangeResponse range(RangeRequest request) {
    return blocking().range(request);
  }

  /** Runs a transaction and waits for it. */
  public TxnResponse txn(TxnRequest request) {
    return blocking().txn(request);
  }

  /** Runs a transaction and tells later. */
  void txn(TxnRequest request, StreamObserver<TxnResponse> answer) {
    KVGrpc.newStub(channel)
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .txn(request, answer);
  }

  /** The newest revision of the cluster. */
  public long revision() {
    return range(RangeRequest.newBuilder().setKey(ANY_KEY).build()).getHeader().getRevision();
  }

  private KVGrpc.KVBlockingStub blocking() {
    return KVGrpc.newBlockingStub(channel).withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  /** Writes a value under a key, as a part of a transaction. */
  public static RequestOp put(ByteString key, ByteString value) {
    return RequestOp.newBuilder()
        .setRequestPut(PutRequest.newBuilder().setKey(key).setValue(value))
        .build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
