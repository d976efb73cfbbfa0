package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits any number of operations into one atomic etcd transaction. etcd limits a transaction's
 * operations (--max-txn-ops) on every path of nested transactions, not in total: one with n nested
 * ones leaves each of them limit - n. So a few levels hold thousands of operations. Stateless.
 */
final class TxnNesting {
  private TxnNesting() {}

  /**
   * Arranges operations so that no path holds more than a limit; their order stays.
   *
   * @throws IllegalArgumentException if there are too many even so
   */
  static List<RequestOp> within(int limit, List<RequestOp> operations) {
    if (operations.size() <= limit) {
      return operations;
    }
    int width = limit / 2;
    if (width == 0) {
      throw new IllegalArgumentException("too many operations for one transaction");
    }
    int share = (operations.size() + width - 1) / width;
    List<RequestOp> nested = new ArrayList<>(width);
    for (int from = 0; from < operations.size(); from += share) {
      List<RequestOp> part = operations.subList(from, Math.min(operations.size(), from + share));
      TxnRequest.Builder txn = TxnRequest.newBuilder().addAllSuccess(within(limit - width, part));
      nested.add(RequestOp.newBuilder().setRequestTxn(txn).build());
    }
    return nested;
  }
}
