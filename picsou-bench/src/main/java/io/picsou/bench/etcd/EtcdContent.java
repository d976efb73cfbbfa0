package io.picsou.bench.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The keys and values of a cluster in the order of keys, read page by page: what is not to be
 * compared, appliers' marks, is left out. Not thread-safe.
 */
public final class EtcdContent {
  /** Keys read at a time. */
  private static final int PAGE = 500;

  /** So many differences are told one by one. */
  private static final int MOST_TOLD = 3;

  private static final ByteString NO_END = ByteString.copyFrom(new byte[1]);

  private final EtcdClient client;
  private final long revision;
  private final ByteString hidden;
  private final Deque<KeyValue> page = new ArrayDeque<>();
  private ByteString next = NO_END;
  private boolean more = true;

  /**
   * @param revision to read at; 0 for the newest
   * @param hidden keys that begin like this are left out
   */
  public EtcdContent(EtcdClient client, long revision, String hidden) {
    this.client = client;
    this.revision = revision;
    this.hidden = ByteString.copyFromUtf8(hidden);
  }

  /** The next key, or null after the last. */
  KeyValue next() {
    while (page.isEmpty() && more) {
      fetch();
    }
    return page.poll();
  }

  private void fetch() {
    RangeResponse answer =
        client.range(
            RangeRequest.newBuilder()
                .setKey(next)
                .setRangeEnd(NO_END)
                .setRevision(revision)
                .setLimit(PAGE)
                .build());
    answer.getKvsList().stream().filter(kv -> !kv.getKey().startsWith(hidden)).forEach(page::add);
    more = answer.getMore();
    if (more) {
      next = answer.getKvs(answer.getKvsCount() - 1).getKey().concat(NO_END);
    }
  }

  /** What is there that is not in another one as well, or differs there; empty if all is equal. */
  public static List<String> differences(EtcdContent expected, EtcdContent found) {
    List<String> told = new ArrayList<>();
    long count = 0;
    KeyValue left = expected.next();
    KeyValue right = found.next();
    while (left != null || right != null) {
      int order = order(left, right);
      if (order != 0 || !Objects.equals(left.getValue(), right.getValue())) {
        count++;
        if (count <= MOST_TOLD) {
          told.add(describe(order, order <= 0 ? left : right));
        }
      }
      left = order <= 0 ? expected.next() : left;
      right = order >= 0 ? found.next() : right;
    }
    if (count > MOST_TOLD) {
      told.add("%,d keys differ in all".formatted(count));
    }
    return told;
  }

  private static int order(KeyValue left, KeyValue right) {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return ByteString.unsignedLexicographicalComparator().compare(left.getKey(), right.getKey());
  }

  private static String describe(int order, KeyValue kv) {
    String key = kv.getKey().toStringUtf8();
    if (order == 0) {
      return "key " + key + " has another value";
    }
    return "key " + key + (order < 0 ? " is missing" : " should not be there");
  }
}
