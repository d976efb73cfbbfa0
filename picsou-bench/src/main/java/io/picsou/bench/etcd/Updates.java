package io.picsou.bench.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import java.nio.ByteBuffer;
import java.util.Random;

/**
 * What clients write to the clusters: update n = 1, 2, 3 … is one transaction with one put of a
 * value of the stated size. Values do not compress. Immutable and thread-safe.
 */
public final class Updates {
  /** Values carry the number of their update, so that later ones are greater, and a bit more. */
  public static final int LEAST_SHARED_BYTES = 2 * Long.BYTES;

  /** How many keys the clusters share. */
  static final int SHARED_KEYS = 100_000;

  /** One update in so many gives the clusters different values. */
  static final int MISMATCH_EVERY = 100;

  private static final int SPARE_BYTES = 4096;
  private static final long SEED = 20260101;

  private final int bytes;
  private final boolean shared;
  private final byte[] noise;

  private Updates(int bytes, boolean shared) {
    this.bytes = bytes;
    this.shared = shared;
    this.noise = new byte[bytes + SPARE_BYTES];
    new Random(SEED).nextBytes(noise);
  }

  /** Every update has a key of its own. */
  public static Updates ofOwnKeys(int bytes) {
    return new Updates(bytes, false);
  }

  /**
   * Clusters update the same keys in the same way, but for one update in {@link #MISMATCH_EVERY}. A
   * greater value that is there already stays.
   *
   * @param bytes at least {@link #LEAST_SHARED_BYTES}
   */
  public static Updates ofSharedKeys(int bytes) {
    return new Updates(bytes, true);
  }

  /** The transaction of an update. */
  TxnRequest of(int cluster, long n) {
    ByteString key = ByteString.copyFromUtf8("bench/%010d".formatted(shared ? n % SHARED_KEYS : n));
    ByteString value = value(cluster, n);
    RequestOp put = EtcdClient.put(key, value);
    if (!shared) {
      return TxnRequest.newBuilder().addSuccess(put).build();
    }
    // etcd takes no comparison with a missing key's value for true.
    return TxnRequest.newBuilder()
        .addCompare(
            Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.VALUE)
                .setResult(Compare.CompareResult.GREATER)
                .setValue(value))
        .addFailure(put)
        .build();
  }

  private ByteString value(int cluster, long n) {
    boolean differs = shared && n % MISMATCH_EVERY == 0;
    int offset = (int) ((n + (differs ? cluster : 0)) % SPARE_BYTES);
    ByteBuffer value = ByteBuffer.allocate(bytes);
    if (bytes >= Long.BYTES) {
      value.putLong(n);
    }
    value.put(noise, offset, value.remaining()).flip();
    return ByteString.copyFrom(value);
  }
}
