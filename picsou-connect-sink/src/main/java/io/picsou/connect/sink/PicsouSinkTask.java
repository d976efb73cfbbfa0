package io.picsou.connect.sink;

import io.picsou.connect.config.PluginVersion;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.transport.LinkConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the log in a topic to the sending end of a link, and lets offsets be committed up to the
 * contiguous QUACK. When the link's window is full, what is left of the batch waits here and the
 * partition is paused.
 */
public final class PicsouSinkTask extends SinkTask {
  /** The longest that one {@link #put} waits for room in the window. */
  static final Duration OFFER_WAIT = Duration.ofMillis(500);

  /** How often the worker is to call {@link #put} when it has no records. */
  static final Duration TICK = Duration.ofMillis(250);

  private static final Logger LOG = LoggerFactory.getLogger(PicsouSinkTask.class);

  private final Sender.Opener opener;
  private final LongSupplier nanoTime;
  private LinkConfig link;
  private Duration stallTimeout;
  private RecordEntries entries;
  private TopicLog log;
  private HistoryReplay replay;
  private StallWatch stall;
  private Priming priming;
  private boolean paused;
  private volatile Sender sender;
  private volatile boolean stopped;

  /** Called by the worker. */
  public PicsouSinkTask() {
    this(Sender::open, System::nanoTime);
  }

  PicsouSinkTask(Sender.Opener opener, LongSupplier nanoTime) {
    this.opener = opener;
    this.nanoTime = nanoTime;
  }

  @Override
  public String version() {
    return PluginVersion.current();
  }

  @Override
  public void start(Map<String, String> props) {
    AbstractConfig config = PicsouSinkConnector.SETTINGS.parse(props);
    link = PicsouSinkConnector.link(config);
    stallTimeout = Duration.ofMillis(config.getLong(PicsouSinkConnector.STALL_TIMEOUT));
    entries = new RecordEntries(link.link().sending().id());
    reset();
  }

  private void reset() {
    log = new TopicLog(link.options().batching().batchBytes());
    stall = new StallWatch(link.link().id(), stallTimeout);
    priming = new Priming();
    replay = null;
    paused = false;
  }

  @Override
  public void open(Collection<TopicPartition> partitions) {
    log.assign(partitions);
    context.requestCommit();
  }

  @Override
  public void put(Collection<SinkRecord> records) {
    try {
      if (replay != null && replay.ownsBatch()) {
        replay(records);
      } else {
        take(records);
      }
      Sender open = sender;
      if (open != null) {
        drain(open);
        supervise(open);
      }
    } catch (IllegalStateException e) {
      if (!stopped) {
        throw SinkErrors.endpoint(link.link().id(), e.getCause() == null ? e : e.getCause());
      }
    } catch (InterruptedException e) {
      throw SinkErrors.interrupted(e);
    }
  }

  private void take(Collection<SinkRecord> records) {
    for (SinkRecord record : records) {
      Entry entry = entries.of(record);
      if (log.isNew()) {
        connect(entry.sequence() - 1);
      }
      log.take(entry, record);
      replay.saw(entry, record);
    }
    log.endRun();
  }

  private void connect(long after) {
    LOG.info("link {}: sending behind entry {}", link.link().id(), after);
    Sender opened = opener.open(link, after);
    replay = new HistoryReplay(opened, log, this::seek, nanoTime.getAsLong());
    sender = opened;
    if (stopped) {
      disconnect();
    }
  }

  private void seek(long offset) {
    context.offset(log.partition(), offset);
    pause(false);
  }

  private void replay(Collection<SinkRecord> records) throws InterruptedException {
    for (SinkRecord record : records) {
      if (!replay.take(entries.of(record), record, nanoTime.getAsLong())) {
        break;
      }
    }
    replay.endBatch(nanoTime.getAsLong());
  }

  /** Offers what waits, as far as the window allows. */
  private void drain(Sender open) throws InterruptedException {
    long deadline = nanoTime.getAsLong() + OFFER_WAIT.toNanos();
    Frame run = log.peek();
    while (run != null) {
      long left = Math.max(0, deadline - nanoTime.getAsLong());
      if (!open.offer(run, Duration.ofNanos(left))) {
        break;
      }
      log.remove();
      run = log.peek();
    }
    if (!replay.isAway()) {
      pause(run != null);
    }
    // With something waiting the next call shall come at once: it is the offer that waits.
    context.timeout(run == null ? TICK.toMillis() : 1);
  }

  private void pause(boolean wanted) {
    if (wanted != paused) {
      paused = wanted;
      if (wanted) {
        context.pause(log.partition());
      } else {
        context.resume(log.partition());
      }
    }
  }

  private void supervise(Sender open) {
    Throwable cause = open.failure();
    if (cause != null) {
      throw SinkErrors.endpoint(link.link().id(), cause);
    }
    long now = nanoTime.getAsLong();
    stall.check(open, log.last(), now);
    replay.leaveIfWanted(now);
  }

  @Override
  public Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
    Sender open = sender;
    if (open == null) {
      priming.rewind(context, currentOffsets);
      return Map.of();
    }
    // While the worker reads old entries it takes any newer offset for a mistake.
    return replay.isAway() ? Map.of() : priming.onlyNew(log.safe(open.quacked()));
  }

  /** The partition goes elsewhere; if it comes back, it starts from what was committed. */
  @Override
  public void close(Collection<TopicPartition> partitions) {
    disconnect();
    reset();
  }

  /** May be called by any thread. */
  @Override
  public void stop() {
    stopped = true;
    disconnect();
  }

  private void disconnect() {
    Sender open = sender;
    sender = null;
    if (open != null) {
      open.close();
      LOG.info("link {}: stopped sending\n{}", link.link().id(), open.status());
    }
  }
}
