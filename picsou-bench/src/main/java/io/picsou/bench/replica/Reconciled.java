package io.picsou.bench.replica;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.TxnRequest;
import io.picsou.bench.etcd.EtcdClient;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdRevision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares what the other cluster has written with what the own member of etcd has under the same
 * keys. Of two different values the greater one is right: where the other's is, it is put here too,
 * unless somebody else has changed the key meanwhile; then they are compared again. So both
 * clusters end up alike, whoever hears of what first. Such a put is marked as an applier's, and
 * does not go back.
 */
final class Reconciled implements EntryLog {
  /** Keys that are read at once; etcd takes 128 operations. */
  private static final int GROUP = 100;

  private static final ByteString MARK =
      ByteString.copyFromUtf8(EtcdConfig.DEFAULT_APPLIED_PREFIX + "reconciled");

  private final EtcdClient own;
  private final Map<ByteString, ByteString> waiting = new HashMap<>();

  /**
   * @param endpoint of the own member
   */
  Reconciled(String endpoint) {
    own = new EtcdClient(endpoint);
  }

  @Override
  public void append(Frame run) {
    for (Entry entry : run.entries()) {
      for (EtcdRevision.Operation update : EtcdRevision.decode(entry.payload()).operations()) {
        if (update.deletes()) {
          throw new IllegalStateException("shared keys are never deleted: " + update.key());
        }
        waiting.merge(update.key(), update.value(), Reconciled::greater);
        if (waiting.size() == GROUP) {
          compareAll();
        }
      }
    }
  }

  private static ByteString greater(ByteString a, ByteString b) {
    return wins(a, b) ? a : b;
  }

  static boolean wins(ByteString value, ByteString over) {
    return ByteString.unsignedLexicographicalComparator().compare(value, over) > 0;
  }

  @Override
  public long force(long last) {
    compareAll();
    return last;
  }

  private void compareAll() {
    if (waiting.isEmpty()) {
      return;
    }
    Map<ByteString, KeyValue> here = own.here(waiting.keySet());
    List<ByteString> differing = new ArrayList<>();
    waiting.forEach(
        (key, value) -> {
          KeyValue found = here.get(key);
          if (found == null || wins(value, found.getValue())) {
            differing.add(key);
          }
        });
    for (ByteString key : differing) {
      act(key, waiting.get(key), Optional.ofNullable(here.get(key)));
    }
    waiting.clear();
  }

  /** Each turn that fails is another's success, so this ends. */
  private void act(ByteString key, ByteString value, Optional<KeyValue> found) {
    Optional<KeyValue> before = found;
    while (before.isEmpty() || wins(value, before.get().getValue())) {
      if (own.txn(replace(key, value, before)).getSucceeded()) {
        return;
      }
      before = own.now(key);
    }
  }

  private static TxnRequest replace(ByteString key, ByteString value, Optional<KeyValue> before) {
    long revision = before.map(KeyValue::getModRevision).orElse(0L);
    return TxnRequest.newBuilder()
        .addCompare(
            Compare.newBuilder()
                .setKey(key)
                .setTarget(Compare.CompareTarget.MOD)
                .setResult(Compare.CompareResult.EQUAL)
                .setModRevision(revision))
        .addSuccess(EtcdClient.put(key, value))
        .addSuccess(EtcdClient.put(MARK, key))
        .build();
  }

  @Override
  public void close() {
    own.close();
  }
}
