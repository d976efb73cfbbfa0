package io.picsou.bench.compare;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brokers that somebody else runs: only the topics are ours, and taken away afterwards.
 *
 * @param bootstrap some of them, as host:port separated by commas
 */
record ExistingBrokers(String bootstrap, List<String> topics) implements Deployment.Servers {
  private static final Logger LOG = LoggerFactory.getLogger(ExistingBrokers.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  @Override
  public void close() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(topics).all().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("topics {} are left at {}: {}", topics, bootstrap, e.toString());
    } catch (InterruptedException e) {
      LOG.warn("topics {} are left at {}", topics, bootstrap);
      Thread.currentThread().interrupt();
    }
  }
}
