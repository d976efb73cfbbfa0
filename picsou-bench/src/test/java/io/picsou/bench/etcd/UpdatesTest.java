package io.picsou.bench.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.TxnRequest;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UpdatesTest {
  private static final int BYTES = 245;

  private static PutRequest own(long n) {
    return Updates.ofOwnKeys(BYTES).of(0, n).getSuccess(0).getRequestPut();
  }

  private static PutRequest shared(int cluster, long n) {
    TxnRequest request = Updates.ofSharedKeys(BYTES).of(cluster, n);
    assertThat(request.getSuccessList()).as("what is greater stays").isEmpty();
    assertThat(request.getCompare(0).getValue())
        .isEqualTo(request.getFailure(0).getRequestPut().getValue());
    return request.getFailure(0).getRequestPut();
  }

  private static int compare(PutRequest a, PutRequest b) {
    return ByteString.unsignedLexicographicalComparator().compare(a.getValue(), b.getValue());
  }

  @Test
  void everyUpdateHasItsKeyAndItsValueOfTheStatedSize() {
    assertThat(LongStream.rangeClosed(1, 1_000).mapToObj(n -> own(n).getKey()))
        .doesNotHaveDuplicates();
    assertThat(LongStream.rangeClosed(1, 10_000).mapToObj(n -> own(n).getValue()))
        .doesNotHaveDuplicates()
        .allMatch(value -> value.size() == BYTES);
    assertThat(Updates.ofOwnKeys(3).of(0, 7).getSuccess(0).getRequestPut().getValue().size())
        .isEqualTo(3);
  }

  @Test
  void sharedKeysComeBackWithGreaterValues() {
    PutRequest first = shared(0, 17);
    PutRequest again = shared(0, 17 + Updates.SHARED_KEYS);
    assertThat(again.getKey()).isEqualTo(first.getKey());
    assertThat(compare(again, first)).isPositive();
  }

  @Test
  void clustersDifferInOneUpdateOfMany() {
    assertThat(
            LongStream.rangeClosed(1, 1_000)
                .filter(n -> compare(shared(0, n), shared(1, n)) != 0)
                .allMatch(n -> n % Updates.MISMATCH_EVERY == 0))
        .isTrue();
    assertThat(compare(shared(0, 100), shared(1, 100))).isNotZero();
    assertThat(shared(0, 100).getKey()).isEqualTo(shared(1, 100).getKey());
  }
}
