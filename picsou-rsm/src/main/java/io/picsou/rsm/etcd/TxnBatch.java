package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RequestOp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Consecutive entries on their way into one transaction: as many as fit without a key occurring
 * twice, which etcd would refuse. The first one always fits. Not thread-safe.
 */
final class TxnBatch {
  /** Roughly what an operation takes in a request beside its key and value. */
  private static final int OVERHEAD_BYTES = 16;

  /** Empty revisions take no room, but their number has a limit as well. */
  private static final int MAX_ENTRIES = 10_000;

  private record Item(long sequence, EtcdRevision revision) {}

  private final int maxOps;
  private final int maxBytes;
  private final Deque<Item> items = new ArrayDeque<>();
  private final Set<ByteString> keys = new HashSet<>();
  private long bytes;

  /**
   * @param maxOps limit of operations in the combined transaction
   * @param maxBytes limit of its size
   */
  TxnBatch(int maxOps, int maxBytes) {
    this.maxOps = maxOps;
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return items.isEmpty();
  }

  /** The first sequence in it. */
  long first() {
    return items.getFirst().sequence();
  }

  /** The last sequence in it. */
  long last() {
    return items.getLast().sequence();
  }

  /** Adds an entry, or returns false if it has to wait for the next transaction. */
  boolean add(long sequence, EtcdRevision revision) {
    if (!items.isEmpty() && !fits(revision)) {
      return false;
    }
    items.add(new Item(sequence, revision));
    revision.operations().forEach(operation -> keys.add(operation.key()));
    bytes += bytes(revision);
    return true;
  }

  private boolean fits(EtcdRevision revision) {
    return items.size() < MAX_ENTRIES
        && keys.size() + revision.operations().size() <= maxOps
        && bytes + bytes(revision) <= maxBytes
        && revision.operations().stream().noneMatch(op -> keys.contains(op.key()));
  }

  private static long bytes(EtcdRevision revision) {
    return revision.operations().stream().mapToLong(op -> op.bytes() + OVERHEAD_BYTES).sum();
  }

  /** Forgets the entries up to a sequence. */
  void dropThrough(long sequence) {
    while (!items.isEmpty() && items.getFirst().sequence() <= sequence) {
      EtcdRevision gone = items.removeFirst().revision();
      gone.operations().forEach(operation -> keys.remove(operation.key()));
      bytes -= bytes(gone);
    }
  }

  /** The operations of all entries, in order. */
  List<RequestOp> requests() {
    List<RequestOp> requests = new ArrayList<>(keys.size());
    for (Item item : items) {
      item.revision().operations().forEach(operation -> requests.add(request(operation)));
    }
    return requests;
  }

  private static RequestOp request(EtcdRevision.Operation operation) {
    if (operation.deletes()) {
      return RequestOp.newBuilder()
          .setRequestDeleteRange(DeleteRangeRequest.newBuilder().setKey(operation.key()))
          .build();
    }
    return RequestOp.newBuilder()
        .setRequestPut(PutRequest.newBuilder().setKey(operation.key()).setValue(operation.value()))
        .build();
  }
}
