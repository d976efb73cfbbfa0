package io.picsou.bench.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connector tasks wired without a broker: what a source sends to a topic goes to every sink of this
 * pipeline that reads it. Nothing is lost by a crash at any moment: a source resumes after the last
 * record that all sinks had confirmed. Records after that one come twice, so sinks must know them
 * again (Picsou's do, by the sequence).
 *
 * <p>As in a Connect worker, a task that fails ends alone. What a failed source had sent is still
 * delivered and its offsets are saved; what a failed sink had not confirmed is read again after a
 * restart, however far other sinks of the same topic are.
 *
 * <p>Thread-safe.
 */
public final class Pipeline implements AutoCloseable {
  /** Why a connector ended by itself. */
  public record Failure(String connector, Throwable cause) {}

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  private final PipelineOptions options;
  private final OffsetsFile offsets;
  private final Map<String, Topic> topics = new TreeMap<>();
  private final List<Connector> connectors = new ArrayList<>();
  private final List<SourceWorker> sources = new ArrayList<>();
  private final List<SinkWorker> sinks = new ArrayList<>();
  private final Committer committer;
  private final Consumer<Failure> onFailure;
  private final List<Failure> failures = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;

  private Pipeline(PipelineOptions options, OffsetsFile offsets, Consumer<Failure> onFailure) {
    this.options = options;
    this.offsets = offsets;
    this.onFailure = onFailure;
    this.committer = new Committer(sources, offsets, this::abort);
  }

  /**
   * Checks the connectors, wires them and starts them.
   *
   * @param onFailure told at once of every connector that fails, by any thread
   * @throws InvalidConfigurationException with every problem found; nothing runs then
   */
  public static Pipeline start(
      List<ConnectorFile> files, PipelineOptions options, Consumer<Failure> onFailure) {
    List<PluginLoader.Checked> checked = PluginLoader.check(files);
    Pipeline pipeline = new Pipeline(options, OffsetsFile.open(options.offsets()), onFailure);
    try {
      checked.forEach(pipeline::add);
      pipeline.topics.values().forEach(pipeline::letReplay);
    } catch (RuntimeException e) {
      pipeline.close();
      throw e;
    }
    pipeline.sinks.forEach(Worker::start);
    pipeline.sources.forEach(Worker::start);
    pipeline.committer.start();
    return pipeline;
  }

  private void add(PluginLoader.Checked checked) {
    connectors.add(checked.connector());
    if (checked.isSink()) {
      Plugin<SinkTask> plugin = PluginLoader.start(checked, SinkTask.class, offsets);
      SinkWorker sink =
          new SinkWorker(plugin, options.commitInterval(), committer::wake, this::fail);
      checked.topics().forEach(name -> sink.subscribe(topic(name)));
      sinks.add(sink);
    } else {
      Plugin<SourceTask> plugin = PluginLoader.start(checked, SourceTask.class, offsets);
      sources.add(new SourceWorker(plugin, topics, offsets, this::fail));
    }
  }

  /** A topic that exactly one source has as its own can be read again from that source. */
  private void letReplay(Topic topic) {
    List<SourceWorker> own = new ArrayList<>();
    for (SourceWorker source : sources) {
      if (topic.name().equals(source.ownTopic())) {
        own.add(source);
      }
    }
    if (own.size() == 1) {
      topic.replayWith(() -> own.get(0).replay(topic));
    }
  }

  private Topic topic(String name) {
    return topics.computeIfAbsent(name, n -> new Topic(n, offsets.next(n), options));
  }

  private void fail(String connector, Throwable cause) {
    log.debug("{} failed", connector, cause);
    Failure failure = new Failure(connector, cause);
    failures.add(failure);
    onFailure.accept(failure);
    if (workers().allMatch(Worker::failed)) {
      ended.countDown();
    }
  }

  /** Without offsets nothing can be kept safe. */
  private void abort(String what, Throwable cause) {
    fail(what, cause);
    ended.countDown();
  }

  private Stream<Worker> workers() {
    return Stream.concat(sources.stream(), sinks.stream());
  }

  /**
   * Waits until the pipeline has ended by itself: no connector is left, or offsets cannot be saved.
   *
   * @return false if the time passed first
   */
  public boolean await(Duration timeout) throws InterruptedException {
    return ended.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The connectors that have failed, the first one first. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** How far every connector is, sources first. */
  public List<ConnectorProgress> progress() {
    List<ConnectorProgress> progress = new ArrayList<>();
    for (SourceWorker source : sources) {
      progress.add(
          new ConnectorProgress(
              source.name(), source.state(), source.polled(), source.committedRecords()));
    }
    for (SinkWorker sink : sinks) {
      progress.add(
          new ConnectorProgress(
              sink.name(), sink.state(), sink.putRecords(), sink.confirmedRecords()));
    }
    return progress;
  }

  /**
   * Whether everything that sources have sent is confirmed by the sinks that have not failed, and
   * saved unless a failed sink stands in the way.
   */
  public boolean drained() {
    return sinks.stream().allMatch(sink -> sink.failed() || sink.drained())
        && (sinks.stream().anyMatch(Worker::failed)
            || sources.stream().allMatch(SourceWorker::drained));
  }

  /**
   * Stops the tasks in the order that loses the least work: sources stop sending, sinks say what is
   * safe, offsets are saved, sources hear of it, all end. Takes at most {@code stopTimeout} for
   * each step.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    sources.forEach(Worker::requestStop);
    topics.values().forEach(Topic::close);
    sources.forEach(this::join);
    sinks.forEach(Worker::requestStop);
    sinks.forEach(this::join);
    committer.requestStop();
    join(committer);
    sources.forEach(source -> attempt(source.name(), source::stopTask));
    connectors.forEach(connector -> attempt(connector.getClass().getName(), connector::stop));
    offsets.close();
    ended.countDown();
  }

  private void join(Worker worker) {
    try {
      if (!worker.join(options.stopTimeout())) {
        log.warn("{} does not stop; going on without it", worker.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connector that cannot stop must not keep the others from it. */
  private static void attempt(String name, Runnable stop) {
    try {
      stop.run();
    } catch (RuntimeException e) {
      log.warn("{} failed to stop", name, e);
    }
  }
}
