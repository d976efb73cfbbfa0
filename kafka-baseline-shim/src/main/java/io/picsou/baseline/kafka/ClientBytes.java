package io.picsou.baseline.kafka;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** What a Kafka client has moved, by its own metrics. */
final class ClientBytes {
  private static final String SENT = "outgoing-byte-total";
  private static final String RECEIVED = "incoming-byte-total";

  /** The groups that count all connections together; others count each node. */
  private static final String PRODUCER = "producer-metrics";

  private static final String CONSUMER = "consumer-metrics";

  private ClientBytes() {}

  static long sent(Map<MetricName, ? extends Metric> metrics) {
    return total(metrics, SENT);
  }

  static long received(Map<MetricName, ? extends Metric> metrics) {
    return total(metrics, RECEIVED);
  }

  private static long total(Map<MetricName, ? extends Metric> metrics, String name) {
    return metrics.values().stream()
        .filter(metric -> metric.metricName().name().equals(name))
        .filter(
            metric ->
                metric.metricName().group().equals(PRODUCER)
                    || metric.metricName().group().equals(CONSUMER))
        .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
        .sum();
  }
}
