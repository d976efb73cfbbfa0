package io.picsou.baseline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** Nothing listens at the address: what brokers answer is given. */
class TopicsTest {
  private static CommonSettings settings() {
    return new CommonSettings(
        CommonSettings.parse(
            CommonSettings.define(), Map.of("bootstrap.servers", "127.0.0.1:1", "replicas", "1")));
  }

  private static KafkaFuture<String> failed(RuntimeException failure) {
    KafkaFutureImpl<String> future = new KafkaFutureImpl<>();
    future.completeExceptionally(failure);
    return future;
  }

  @Test
  void aBrokerThatDoesNotKnowANewTopicYetIsAskedAgain() throws InterruptedException {
    Queue<KafkaFuture<String>> answers =
        new ArrayDeque<>(
            List.of(
                failed(new UnknownTopicOrPartitionException()),
                KafkaFuture.completedFuture("known")));
    try (Topics topics = new Topics(settings())) {
      String answer = topics.awaitKnown(answers::remove);
      assertThat(answer).isEqualTo("known");
    }
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    Queue<KafkaFuture<String>> answers =
        new ArrayDeque<>(List.of(failed(new ClusterAuthorizationException("not you"))));
    try (Topics topics = new Topics(settings())) {
      assertThatThrownBy(() -> topics.awaitKnown(answers::remove))
          .isInstanceOf(ShimException.class)
          .hasMessageContaining("not you");
    }
  }
}
