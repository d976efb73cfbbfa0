package io.picsou.baseline.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the topic that carries the log, and creates it where that is wanted. */
final class Topics implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

  /** A new topic is not known to every broker at once. */
  private static final long LOOK_AGAIN_MILLIS = 100;

  private final CommonSettings settings;
  private final String topic;
  private final Admin admin;
  private final long deadline;

  Topics(CommonSettings settings) {
    this.settings = settings;
    this.topic = settings.topic();
    this.deadline = System.nanoTime() + settings.unreachable().toNanos();
    int millis = (int) settings.unreachable().toMillis();
    Map<String, Object> tuned = Map.of(AdminClientConfig.CLIENT_ID_CONFIG, "picsou-shim-admin");
    Map<String, Object> own = Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    this.admin = Admin.create(settings.client(tuned, own));
  }

  /**
   * Makes sure that the topic is there and has the right number of partitions.
   *
   * @return the largest batch that it takes, in bytes, if the cluster tells
   * @throws ShimException if it is not so, or the cluster does not answer in time
   */
  static OptionalInt prepare(CommonSettings settings) throws InterruptedException {
    try (Topics topics = new Topics(settings)) {
      Optional<TopicDescription> found = topics.describe();
      if (found.isEmpty()) {
        topics.create();
        found = Optional.of(topics.awaitKnown(topics::description));
      }
      topics.check(found.get().partitions().size());
      return topics.maxMessageBytes();
    }
  }

  private KafkaFuture<TopicDescription> description() {
    return admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
  }

  private Optional<TopicDescription> describe() throws InterruptedException {
    try {
      return Optional.of(get(description()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw refused("be looked at", e);
    }
  }

  /** A question about the topic. */
  interface Look<T> {
    KafkaFuture<T> ask();
  }

  /** Asks until a broker answers that knows the topic, or time is up. */
  <T> T awaitKnown(Look<T> look) throws InterruptedException {
    while (true) {
      try {
        return get(look.ask());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw refused("be looked at", e);
        }
        if (System.nanoTime() > deadline) {
          throw unreachable(e.getCause());
        }
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private void create() throws InterruptedException {
    if (!settings.create()) {
      throw new ShimException(
          "topic %s does not exist: create it with %d partitions, or set %s=true"
              .formatted(topic, settings.partitions().count(), CommonSettings.CREATE));
    }
    NewTopic wanted = new NewTopic(topic, settings.partitions().count(), settings.replication());
    try {
      get(admin.createTopics(List.of(wanted.configs(settings.topicConfigs()))).all());
      LOG.info("created topic {}", wanted);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw refused("be created", e);
      }
    }
  }

  private void check(int partitions) {
    int wanted = settings.partitions().count();
    if (partitions != wanted) {
      throw new ShimException(
          "topic %s has %d partitions, but %s=%d replicas need one each: correct the setting, or"
                  .formatted(topic, partitions, CommonSettings.REPLICAS, wanted)
              + " name another topic");
    }
  }

  private OptionalInt maxMessageBytes() throws InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      var config =
          awaitKnown(() -> admin.describeConfigs(List.of(resource)).values().get(resource));
      return OptionalInt.of(Integer.parseInt(config.get("max.message.bytes").value()));
    } catch (ShimException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn("the settings of topic {} may not be read; its size limit is not checked", topic);
        return OptionalInt.empty();
      }
      throw e;
    }
  }

  private <T> T get(KafkaFuture<T> future) throws InterruptedException, ExecutionException {
    try {
      return future.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unreachable(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        throw unreachable(e.getCause());
      }
      throw e;
    }
  }

  private ShimException refused(String what, ExecutionException e) {
    return new ShimException(
        "topic %s cannot %s: %s".formatted(topic, what, e.getCause().getMessage()), e.getCause());
  }

  private ShimException unreachable(Throwable cause) {
    return unreachable(settings, cause);
  }

  /** The error of a cluster that gives no answer. */
  static ShimException unreachable(CommonSettings settings, Throwable cause) {
    return new ShimException(
        "no answer from Kafka at %s within %d ms (%s): check %s and that the brokers run"
            .formatted(
                settings.bootstrap(),
                settings.unreachable().toMillis(),
                CommonSettings.UNREACHABLE,
                CommonSettings.BOOTSTRAP),
        cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
