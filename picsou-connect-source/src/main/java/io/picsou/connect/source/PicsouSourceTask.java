package io.picsou.connect.source;

import io.picsou.connect.config.PluginVersion;
import io.picsou.connect.config.RecordSettings;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.transport.LinkConfig;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives a link's log and acknowledges an entry once its record is in the topic, which under
 * exactly-once support means that its transaction was committed.
 *
 * <p>After a crash the stream goes on behind the stored offset. Without exactly-once support that
 * may be older than what was acknowledged: the entries between come again, from local peers or from
 * the senders' logs, and are in the topic twice, in order both times; none is missing.
 */
public final class PicsouSourceTask extends SourceTask {
  /** The longest that {@link #poll} keeps the worker's thread. */
  static final Duration POLL_WAIT = Duration.ofSeconds(1);

  /** At most about so many entries may be on their way into the topic. */
  static final long MAX_OUTSTANDING = 1 << 20;

  /** How long the address may be in use, as by the task's predecessor on the same worker. */
  static final Duration BIND_PATIENCE = Duration.ofSeconds(30);

  private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
  private static final Duration ROOM_PAUSE = Duration.ofMillis(50);
  private static final Logger LOG = LoggerFactory.getLogger(PicsouSourceTask.class);

  private final Receiver.Opener opener;
  private final LongSupplier nanoTime;
  private final long maxOutstanding;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private LinkConfig link;
  private EntryRecords records;
  private int maxBytes;
  private int maxRecords;
  private long startedNanos;
  private long delivered;
  private volatile DurablePrefix durable;
  private volatile Receiver receiver;

  /** Called by the worker. */
  public PicsouSourceTask() {
    this(Receiver::open, System::nanoTime, MAX_OUTSTANDING);
  }

  PicsouSourceTask(Receiver.Opener opener, LongSupplier nanoTime, long maxOutstanding) {
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.maxOutstanding = maxOutstanding;
  }

  @Override
  public String version() {
    return PluginVersion.current();
  }

  @Override
  public void start(Map<String, String> props) {
    AbstractConfig config = PicsouSourceConnector.SETTINGS.parse(props);
    link = PicsouSourceConnector.link(config);
    String rsm = link.link().sending().id();
    records = new EntryRecords(config.getString(RecordSettings.TOPIC), rsm);
    maxBytes = config.getInt(RecordSettings.MAX_BYTES);
    maxRecords = config.getInt(RecordSettings.MAX_RECORDS);
    delivered = OffsetFormat.sequence(PicsouSourceConnector.OFFSETS.stored(context, rsm));
    durable = new DurablePrefix(delivered);
    startedNanos = nanoTime.getAsLong();
  }

  @Override
  public List<SourceRecord> poll() throws InterruptedException {
    if (stopped.getCount() == 0 || !hasRoom()) {
      return null;
    }
    Receiver open = open();
    try {
      return gather(open);
    } catch (IllegalStateException e) {
      if (stopped.getCount() == 0) {
        return null;
      }
      throw SourceErrors.endpoint(link.link().id(), open.failure() == null ? e : open.failure());
    }
  }

  private boolean hasRoom() throws InterruptedException {
    if (delivered - durable.prefix() < maxOutstanding) {
      return true;
    }
    stopped.await(ROOM_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return false;
  }

  private List<SourceRecord> gather(Receiver open) throws InterruptedException {
    List<SourceRecord> batch = new ArrayList<>();
    long bytes = 0;
    for (Frame run = open.poll(POLL_WAIT); run != null; run = open.poll(Duration.ZERO)) {
      for (Entry entry : run.entries()) {
        batch.add(records.of(entry, OffsetFormat.offset(entry.sequence())));
      }
      delivered = run.last();
      bytes += run.sizeBytes();
      if (bytes >= maxBytes || batch.size() >= maxRecords) {
        break;
      }
    }
    return batch.isEmpty() ? null : batch;
  }

  /** Opened by the first poll, so that an address that is still in use can be waited for. */
  private Receiver open() throws InterruptedException {
    if (receiver == null) {
      try {
        Receiver opened = opener.open(link, delivered);
        receiver = opened;
        if (stopped.getCount() == 0) {
          opened.close();
        }
        LOG.info("link {}: receiving behind entry {}", link.link().id(), delivered);
      } catch (UncheckedIOException e) {
        throw unbound(e);
      }
    }
    return receiver;
  }

  private ConnectException unbound(UncheckedIOException e) throws InterruptedException {
    String message =
        "Replica "
            + link.replica()
            + " cannot listen: "
            + e.getMessage()
            + ". Free the address, or change it in picsou.receiving.replicas or picsou.listen.";
    if (nanoTime.getAsLong() - startedNanos > BIND_PATIENCE.toNanos()) {
      return new ConnectException(message, e);
    }
    stopped.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    return new RetriableException(message, e);
  }

  /** Called by any thread, in any order, and with null metadata for records that were dropped. */
  @Override
  public void commitRecord(SourceRecord record, RecordMetadata metadata) {
    @SuppressWarnings("unchecked")
    Map<String, ?> offset = (Map<String, ?>) record.sourceOffset();
    long before = durable.prefix();
    long prefix = durable.add(OffsetFormat.sequence(offset));
    Receiver open = receiver;
    if (prefix > before && open != null) {
      open.durable(prefix);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    Receiver open = receiver;
    if (open != null) {
      open.close();
      LOG.info("link {}: stopped receiving\n{}", link.link().id(), open.status());
    }
  }
}
