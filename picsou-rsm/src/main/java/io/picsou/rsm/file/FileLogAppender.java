package io.picsou.rsm.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends entries to a log file; the only writer that the log has meanwhile. Opening it finds the
 * last intact record and cuts a torn tail off, so that appending goes on behind it.
 *
 * <p>Not thread-safe. After a failed write or sync nothing more can be appended: what is on disk is
 * unknown until the log is opened again.
 */
public final class FileLogAppender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileLogAppender.class);

  /** Small runs are gathered up to this size before they are written. */
  static final int BUFFER_BYTES = 256 << 10;

  /** A new checkpoint is saved when so much was made durable since the last, and at close. */
  private static final long CHECKPOINT_EVERY_BYTES = 256 << 20;

  private final Path path;
  private final LogLock lock;
  private final FileChannel channel;
  private final TornTail cut;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private long last;
  private LogCheckpoint durable;
  private LogCheckpoint saved;
  private boolean failed;

  private FileLogAppender(Path path, LogLock lock, FileChannel channel, LogRecovery.End end) {
    this.path = path;
    this.lock = lock;
    this.channel = channel;
    this.last = end.last();
    this.durable = new LogCheckpoint(end.last(), end.offset());
    this.saved = LogCheckpoint.START;
    this.cut = end.tail();
  }

  /**
   * Opens a log for appending, creating it if it is not there. Its directory must exist.
   *
   * @throws CorruptLogException if it is damaged in its middle
   * @throws RsmException if it has another writer, is no log file, or cannot be written
   */
  public static FileLogAppender open(Path path) {
    try {
      LogLock lock = LogLock.acquire(path);
      try {
        return open(path, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new RsmException("cannot open log " + path + " for appending: " + e, true, e);
    }
  }

  private static FileLogAppender open(Path path, LogLock lock) throws IOException {
    FileChannel channel = FileChannel.open(path, CREATE, READ, WRITE);
    try {
      LogRecovery.End end = LogRecovery.recover(path, channel);
      if (end.tail() != null) {
        LOG.warn("{}: cut off a {}", path, end.tail());
      }
      return new FileLogAppender(path, lock, channel, end);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The sequence of the last entry appended, durable or not; 0 in an empty log. */
  public long last() {
    return last;
  }

  /** The torn tail that was cut off when the log was opened. */
  public Optional<TornTail> cutTail() {
    return Optional.ofNullable(cut);
  }

  /**
   * Appends a run, which must continue the log. It may stay in a buffer until {@link #flush} or
   * {@link #force}.
   *
   * @throws RsmException if the run leaves a gap, or the file cannot be written
   */
  public void append(Frame run) {
    requireHealthy();
    if (run.first() != last + 1) {
      throw RsmException.fatal(
          "cannot append entry %d to %s, whose last entry is %d: entries must continue the log"
              .formatted(run.first(), path, last));
    }
    ByteBuffer bytes = run.bytes();
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + buffer.remaining()));
      buffer.put(bytes);
      if (!buffer.hasRemaining()) {
        flush();
      }
    }
    last = run.last();
  }

  /** Hands everything appended to the operating system: readers see it. */
  public void flush() {
    attempt("write to", this::drain);
  }

  /** Makes everything appended durable. */
  public void force() {
    attempt("sync", this::drainAndForce);
  }

  private void drain() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }

  private void drainAndForce() throws IOException {
    drain();
    channel.force(false);
    durable = new LogCheckpoint(last, channel.position());
    if (durable.offset() - saved.offset() >= CHECKPOINT_EVERY_BYTES) {
      saveCheckpoint();
    }
  }

  private void saveCheckpoint() throws IOException {
    if (!durable.equals(saved)) {
      durable.save(path);
      saved = durable;
    }
  }

  private void attempt(String what, Step step) {
    requireHealthy();
    failed = true;
    try {
      step.run();
      failed = false;
    } catch (IOException e) {
      throw new RsmException(
          "cannot %s log %s: %s; entries forced before are safe, mend the disk and open the log again"
              .formatted(what, path, e),
          false,
          e);
    }
  }

  private void requireHealthy() {
    if (failed) {
      throw RsmException.fatal(
          path + ": an earlier write failed; open the log again, which keeps all intact entries");
    }
  }

  /** Flushes, releases the lock and closes the file; without {@link #force} before, no sync. */
  @Override
  public void close() {
    try (lock;
        channel) {
      if (channel.isOpen() && !failed) {
        drain();
        saveCheckpoint();
      }
    } catch (IOException e) {
      throw new RsmException("cannot close log " + path + ": " + e, false, e);
    }
  }

  /** One write or sync of the file. */
  private interface Step {
    void run() throws IOException;
  }
}
