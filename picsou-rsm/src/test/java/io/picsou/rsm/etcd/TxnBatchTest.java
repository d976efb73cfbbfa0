package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.RequestOp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TxnBatchTest {
  private final TxnBatch batch = new TxnBatch(4, 1000);

  private static EtcdRevision puts(int bytes, String... keys) {
    List<EtcdRevision.Operation> operations = new ArrayList<>();
    for (String key : keys) {
      ByteString value = ByteString.copyFrom(new byte[bytes]);
      operations.add(EtcdRevision.Operation.put(ByteString.copyFromUtf8(key), value));
    }
    return new EtcdRevision(operations);
  }

  private List<String> keys() {
    return batch.requests().stream()
        .map(RequestOp::getRequestPut)
        .map(put -> put.getKey().toStringUtf8())
        .toList();
  }

  @Test
  void combinesInOrderUpToTheLimitOfOperations() {
    assertThat(batch.add(5, puts(1, "a", "b"))).isTrue();
    assertThat(batch.add(6, puts(1))).isTrue();
    assertThat(batch.add(7, puts(1, "c", "d"))).isTrue();
    assertThat(batch.add(8, puts(1, "e"))).isFalse();
    assertThat(batch.add(8, puts(1))).isTrue();
    assertThat(keys()).containsExactly("a", "b", "c", "d");
    assertThat(batch.first()).isEqualTo(5);
    assertThat(batch.last()).isEqualTo(8);
  }

  @Test
  void doesNotTakeAKeyTwice() {
    assertThat(batch.add(1, puts(1, "a"))).isTrue();
    assertThat(batch.add(2, puts(1, "b", "a"))).isFalse();
    batch.dropThrough(1);
    assertThat(batch.isEmpty()).isTrue();
    assertThat(batch.add(2, puts(1, "b", "a"))).isTrue();
  }

  @Test
  void staysBelowTheByteLimitButTakesOneThatIsLarger() {
    assertThat(batch.add(1, puts(600, "a"))).isTrue();
    assertThat(batch.add(2, puts(600, "b"))).isFalse();
    batch.dropThrough(1);
    assertThat(batch.add(2, puts(600, "b", "c"))).isTrue();
  }

  @Test
  void dropsOnlyWhatIsDone() {
    batch.add(1, puts(300, "a"));
    batch.add(2, puts(300, "b"));
    batch.dropThrough(1);
    assertThat(keys()).containsExactly("b");
    assertThat(batch.add(3, puts(300, "a"))).isTrue();
  }
}
