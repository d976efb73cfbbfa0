package io.picsou.rsm.file;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a log file and follows it as it grows. Every record is verified before it is returned; an
 * unfinished one at the end is waited for.
 *
 * <p>One thread reads; {@link #close}, {@link #tornTail} and {@link #offset} may be called from any
 * thread. A reader whose thread is interrupted in {@link #read} can read on.
 */
public final class FileLogReader implements CommittedLogReader {
  /** What to do when there is no such file. */
  public enum IfMissing {
    /** Wait for it as for more entries. */
    WAIT,
    /** Fail in {@link #read}. */
    FAIL
  }

  private static final Logger LOG = LoggerFactory.getLogger(FileLogReader.class);

  /** How long to wait between two looks at the file: short at first, then longer. */
  private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Path path;
  private final IfMissing ifMissing;
  private final TailWatch tailWatch;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Behind the last entry that was returned; its offset may be only a guess at first. */
  private volatile LogCheckpoint place;

  private volatile FollowedFile file;
  private boolean missingLogged;

  private FileLogReader(Path path, LogCheckpoint place, IfMissing ifMissing) {
    this.path = path;
    this.place = place;
    this.ifMissing = ifMissing;
    this.tailWatch = new TailWatch(path);
  }

  /** Reads from behind a sequence, 0 for all; waits for a file that is missing. */
  public static FileLogReader open(Path path, long after) {
    return open(path, after, 0, IfMissing.WAIT);
  }

  /**
   * Reads from behind a sequence. The file is opened by the first {@link #read}.
   *
   * @param after the last sequence that is not to be read again, 0 for none
   * @param offset what {@link #offset} was when that entry had been returned, to find the place at
   *     once; a wrong one, or 0, costs a scan of the file in the first {@link #read}
   * @param ifMissing what to do when there is no such file
   */
  public static FileLogReader open(Path path, long after, long offset, IfMissing ifMissing) {
    if (after < 0 || offset < 0) {
      throw new IllegalArgumentException("negative position: entry " + after + ", byte " + offset);
    }
    LogCheckpoint place = after == 0 ? LogCheckpoint.START : new LogCheckpoint(after, offset);
    return new FileLogReader(path, place, ifMissing);
  }

  @Override
  public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
    long start = System.nanoTime();
    long limit = TimeUnit.NANOSECONDS.convert(timeout);
    long pause = MIN_PAUSE_NANOS;
    Frame frame = look(maxBytes);
    while (frame == null) {
      long left = limit - (System.nanoTime() - start);
      if (left <= 0 || closed.await(Math.min(pause, left), TimeUnit.NANOSECONDS)) {
        return null;
      }
      pause = Math.min(2 * pause, MAX_PAUSE_NANOS);
      frame = look(maxBytes);
    }
    return frame;
  }

  /**
   * Where the record behind the last returned entry begins, in bytes; for a source offset. The
   * bytes of the last returned frame are those right before it.
   */
  public long offset() {
    return place.offset();
  }

  /** What the last look at the file found behind its last intact record, finished or not. */
  public Optional<TornTail> tornTail() {
    return Optional.ofNullable(tailWatch.tail());
  }

  /** Reads on without waiting. */
  private Frame look(int maxBytes) throws InterruptedException {
    try {
      if (!openFile()) {
        return null;
      }
      Frame frame = file.next(maxBytes);
      if (frame == null) {
        tailWatch.saw(file.tail(), System.nanoTime());
      } else {
        tailWatch.saw(null, 0);
        place = new LogCheckpoint(frame.last(), file.offset());
      }
      return frame;
    } catch (ClosedByInterruptException e) {
      file = null;
      Thread.interrupted();
      throw (InterruptedException) new InterruptedException("while reading " + path).initCause(e);
    } catch (ClosedChannelException e) {
      if (isClosed()) {
        return null;
      }
      throw unreadable(e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private boolean openFile() throws IOException {
    if (file == null && !isClosed()) {
      try {
        file = FollowedFile.open(path, place);
      } catch (NoSuchFileException e) {
        missing();
      }
    }
    if (file != null && isClosed()) {
      file.close();
      return false;
    }
    return file != null;
  }

  private void missing() {
    if (ifMissing == IfMissing.FAIL) {
      throw RsmException.fatal("log " + path + " does not exist; check file.path");
    }
    if (!missingLogged) {
      LOG.info("{} does not exist yet; waiting for it", path);
      missingLogged = true;
    }
  }

  private RsmException unreadable(IOException e) {
    return new RsmException(
        "cannot read %s behind entry %d: %s".formatted(path, place.sequence(), e), true, e);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    FollowedFile open = file;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new RsmException("cannot close " + path + ": " + e, false, e);
      }
    }
  }
}
