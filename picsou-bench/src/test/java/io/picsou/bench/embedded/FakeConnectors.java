package io.picsou.bench.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** A source that counts, and a sink that remembers; tests reach the tasks through probes. */
public final class FakeConnectors {
  private static final Map<String, Probe> probes = new ConcurrentHashMap<>();

  private FakeConnectors() {}

  /** What a test sees of one connector's task, and how it makes it behave. */
  public static final class Probe {
    public final List<Long> values = new CopyOnWriteArrayList<>();
    public final List<Long> offsets = new CopyOnWriteArrayList<>();
    public final AtomicLong polled = new AtomicLong();
    public final AtomicLong committed = new AtomicLong();
    public final AtomicInteger failuresToCome = new AtomicInteger();
    public final AtomicLong rewindOnce = new AtomicLong(-1);
    public volatile long limit = Long.MAX_VALUE;
    public volatile long safe = Long.MAX_VALUE;
    public volatile RuntimeException fatal;
    public volatile boolean stopped;
    public volatile SinkTaskContext context;
  }

  public static Probe probe(String name) {
    return probes.computeIfAbsent(name, n -> new Probe());
  }

  public static void reset() {
    probes.clear();
  }

  static ConnectorFile source(String name, String topic) {
    return file(name, Source.class, Map.of("topic", topic));
  }

  static ConnectorFile sink(String name, String topics) {
    return file(name, Sink.class, Map.of("topics", topics));
  }

  static ConnectorFile file(String name, Class<?> type, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("name", name);
    settings.put("connector.class", type.getName());
    return new ConnectorFile(name + ".properties", settings);
  }

  /** Emits 1, 2, 3 … in batches, up to the probe's limit. */
  public static final class Source extends SourceConnector {
    private Map<String, String> settings;

    @Override
    public void start(Map<String, String> settings) {
      this.settings = settings;
    }

    @Override
    public Class<? extends Task> taskClass() {
      return CountingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
      return List.of(settings);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
      return new ConfigDef()
          .define("topic", ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "where to")
          .define("start", ConfigDef.Type.LONG, 0L, ConfigDef.Importance.LOW, "where from");
    }

    @Override
    public String version() {
      return "1";
    }
  }

  public static final class CountingTask extends SourceTask {
    private static final int BATCH = 10;
    private static final Map<String, String> PARTITION = Map.of("of", "numbers");
    private Probe probe;
    private String topic;
    private long last;

    @Override
    public void start(Map<String, String> settings) {
      probe = probe(settings.get("name"));
      topic = settings.get("topic");
      Map<String, Object> offset = context.offsetStorageReader().offset(PARTITION);
      last = offset == null ? 0 : (Long) offset.get("last");
    }

    @Override
    public List<SourceRecord> poll() {
      if (probe.fatal != null) {
        throw probe.fatal;
      }
      if (probe.failuresToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        throw new RetriableException("not now");
      }
      List<SourceRecord> records = new ArrayList<>();
      while (records.size() < BATCH && last < probe.limit) {
        last++;
        Map<String, Long> offset = Map.of("last", last);
        records.add(new SourceRecord(PARTITION, offset, topic, Schema.INT64_SCHEMA, last));
      }
      probe.polled.addAndGet(records.size());
      return records.isEmpty() ? null : records;
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
      probe.offsets.add(metadata.offset());
      probe.committed.set((Long) record.value());
    }

    @Override
    public void stop() {
      probe.stopped = true;
    }

    @Override
    public String version() {
      return "1";
    }
  }

  /** Takes everything; calls safe what the probe allows. */
  public static final class Sink extends SinkConnector {
    private Map<String, String> settings;

    @Override
    public void start(Map<String, String> settings) {
      this.settings = settings;
    }

    @Override
    public Class<? extends Task> taskClass() {
      return RememberingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
      return List.of(settings);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public String version() {
      return "1";
    }
  }

  public static final class RememberingTask extends SinkTask {
    private Probe probe;

    @Override
    public void start(Map<String, String> settings) {
      probe = probe(settings.get("name"));
      probe.context = context;
    }

    @Override
    public void put(Collection<SinkRecord> records) {
      if (probe.fatal != null) {
        throw probe.fatal;
      }
      if (!records.isEmpty() && probe.failuresToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        context.timeout(1);
        throw new RetriableException("not now");
      }
      for (SinkRecord record : records) {
        probe.values.add((Long) record.value());
        probe.offsets.add(record.kafkaOffset());
      }
      long rewind = records.isEmpty() ? -1 : probe.rewindOnce.getAndSet(-1);
      if (rewind >= 0) {
        context.offset(new TopicPartition("t", 0), rewind);
      }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(
        Map<TopicPartition, OffsetAndMetadata> current) {
      Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
      current.forEach(
          (partition, offset) ->
              safe.put(partition, new OffsetAndMetadata(Math.min(offset.offset(), probe.safe))));
      return safe;
    }

    @Override
    public void stop() {
      probe.stopped = true;
    }

    @Override
    public String version() {
      return "1";
    }
  }
}
