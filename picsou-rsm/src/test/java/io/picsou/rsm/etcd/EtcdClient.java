package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tests write to and read from etcd, in short words. */
public final class EtcdClient implements AutoCloseable {
  private static final ByteString ALL = ByteString.copyFrom(new byte[1]);

  private final EtcdMember member;

  /** A client of one member. */
  public EtcdClient(String endpoint) {
    this(endpoint, Map.of());
  }

  EtcdClient(String endpoint, Map<String, String> settings) {
    member = EtcdCluster.connect(endpoint, settings);
  }

  EtcdMember member() {
    return member;
  }

  static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  /** An operation for {@link #txn}. */
  public static RequestOp putOp(String key, String value) {
    return RequestOp.newBuilder()
        .setRequestPut(PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)))
        .build();
  }

  /** An operation for {@link #txn}. */
  public static RequestOp deleteOp(String key) {
    return RequestOp.newBuilder()
        .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(bytes(key)))
        .build();
  }

  /** Puts a key and returns the cluster's revision. */
  public long put(String key, String value) {
    return member
        .kv()
        .put(PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build())
        .getHeader()
        .getRevision();
  }

  /** Deletes a key and returns the cluster's revision. */
  public long delete(String key) {
    return member
        .kv()
        .deleteRange(DeleteRangeRequest.newBuilder().setKey(bytes(key)).build())
        .getHeader()
        .getRevision();
  }

  /** Runs one transaction and returns the cluster's revision. */
  public long txn(List<RequestOp> operations) {
    return member
        .kv()
        .txn(TxnRequest.newBuilder().addAllSuccess(operations).build())
        .getHeader()
        .getRevision();
  }

  /** Compacts the history up to a revision, physically. */
  public void compact(long revision) {
    member
        .kv()
        .compact(CompactionRequest.newBuilder().setRevision(revision).setPhysical(true).build());
  }

  /** The revision this member has got to. */
  public long revision() {
    return member
        .kv()
        .range(RangeRequest.newBuilder().setKey(ALL).setSerializable(true).build())
        .getHeader()
        .getRevision();
  }

  /** Every key and value, by key. */
  public Map<String, String> content() {
    Map<String, String> content = new TreeMap<>();
    member
        .kv()
        .range(RangeRequest.newBuilder().setKey(ALL).setRangeEnd(ALL).build())
        .getKvsList()
        .forEach(kv -> content.put(kv.getKey().toStringUtf8(), kv.getValue().toStringUtf8()));
    return content;
  }

  @Override
  public void close() {
    member.close();
  }
}
