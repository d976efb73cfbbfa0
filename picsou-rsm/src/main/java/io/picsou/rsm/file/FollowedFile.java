package io.picsou.rsm.file;

import static java.nio.file.StandardOpenOption.READ;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** An open log file that may grow: looks at it again only when it has changed. */
final class FollowedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final Object key;
  private final LogCheckpoint place;
  private LogScanner scanner;
  private boolean atEnd;

  /** What the file looked like before the last look at its end; null if not known. */
  private Stamp stamp;

  /** Size and time of the last change. */
  private record Stamp(long size, FileTime modified) {}

  private FollowedFile(Path path, FileChannel channel, Object key, LogCheckpoint place) {
    this.path = path;
    this.channel = channel;
    this.key = key;
    this.place = place;
  }

  /**
   * Opens a log to read it on from behind a place, or from its start if that is not found in it.
   *
   * @throws NoSuchFileException if there is no such file
   */
  static FollowedFile open(Path path, LogCheckpoint place) throws IOException {
    FileChannel channel = FileChannel.open(path, READ);
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return new FollowedFile(path, channel, key, place);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The next entries behind the place that the file was opened at, without waiting.
   *
   * @return null if the file has no more yet
   */
  Frame next(int maxBytes) throws IOException {
    Stamp now = atEnd ? look() : null;
    if (atEnd && now.equals(stamp)) {
      return null;
    }
    Frame frame = isPositioned() ? readOn(maxBytes) : null;
    atEnd = frame == null;
    stamp = now;
    return frame;
  }

  /** Where the record behind the last returned one begins, in bytes. */
  long offset() {
    return scanner == null ? 0 : scanner.offset();
  }

  /** What the last look found behind the last intact record, or null. */
  TornTail tail() {
    return scanner == null ? null : scanner.tail();
  }

  private Frame readOn(int maxBytes) throws IOException {
    long after = place.sequence();
    Frame frame = scanner.next(maxBytes);
    while (frame != null && frame.last() <= after) {
      frame = scanner.next(maxBytes);
    }
    if (scanner.nextSequence() <= after) {
      throw shorter(scanner.nextSequence() - 1);
    }
    return frame == null ? null : frame.slice(Math.max(frame.first(), after + 1), frame.last());
  }

  private boolean isPositioned() throws IOException {
    if (scanner == null) {
      if (LogHeader.isComplete(channel, path)) {
        LogCheckpoint start = place.holds(channel) ? place : bestKept();
        scanner = new LogScanner(path, channel, start.offset(), start.sequence() + 1);
      } else if (place.sequence() > 0) {
        throw shorter(0);
      }
    }
    return scanner != null;
  }

  private LogCheckpoint bestKept() throws IOException {
    LogCheckpoint kept = LogCheckpoint.load(path, channel);
    return kept.sequence() <= place.sequence() ? kept : LogCheckpoint.START;
  }

  private Stamp look() throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      if (Objects.equals(found.fileKey(), key)) {
        return new Stamp(found.size(), found.lastModifiedTime());
      }
      throw gone("replaced by another file");
    } catch (NoSuchFileException e) {
      throw gone("removed");
    }
  }

  private RsmException gone(String how) {
    return RsmException.fatal(
        "%s was %s while it was being read; if the new log continues the old one, start the reader again"
            .formatted(path, how));
  }

  private RsmException shorter(long last) {
    return RsmException.fatal(
        ("%s ends at entry %d, but entries up to %d were read from it before: it was cut or"
                + " replaced; restore it, or reset the reader's position")
            .formatted(path, last, place.sequence()));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
