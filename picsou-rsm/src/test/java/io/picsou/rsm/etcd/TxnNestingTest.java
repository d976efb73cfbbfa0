package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.RequestOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TxnNestingTest {
  @Property(tries = 200)
  void keepsOrderAndLimit(
      @ForAll @IntRange(max = 3000) int count, @ForAll @IntRange(min = 127, max = 200) int limit) {
    List<RequestOp> operations = operations(count);
    List<RequestOp> nested = TxnNesting.within(limit, operations);

    List<RequestOp> flat = new ArrayList<>();
    flatten(nested, flat);
    assertThat(flat).isEqualTo(operations);
    assertThat(longestPath(nested)).isLessThanOrEqualTo(limit);
  }

  @Test
  void leavesWhatFitsAlone() {
    List<RequestOp> operations = operations(127);
    assertThat(TxnNesting.within(127, operations)).isSameAs(operations);
  }

  @Test
  void refusesWhatCannotFit() {
    assertThatThrownBy(() -> TxnNesting.within(3, operations(100)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<RequestOp> operations(int count) {
    return IntStream.range(0, count).mapToObj(i -> EtcdClient.putOp("k" + i, "v")).toList();
  }

  private static void flatten(List<RequestOp> operations, List<RequestOp> flat) {
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn()) {
        flatten(operation.getRequestTxn().getSuccessList(), flat);
      } else {
        flat.add(operation);
      }
    }
  }

  /** What etcd holds against its limit: the sizes of all transactions around an operation. */
  private static int longestPath(List<RequestOp> operations) {
    int deepest = 0;
    for (RequestOp operation : operations) {
      if (operation.hasRequestTxn()) {
        deepest = Math.max(deepest, longestPath(operation.getRequestTxn().getSuccessList()));
      }
    }
    return operations.size() + deepest;
  }
}
