package io.picsou.rsm.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.picsou.rsm.RsmException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second writer away from a log, in this process or another, by a lock on a file beside it.
 * The log itself cannot carry the lock: a POSIX lock is lost as soon as any reader of the same
 * process closes the file. For the same reason a second writer of this process must be turned away
 * before it opens the lock file. The lock file stays, as removing it would race with the next
 * writer; the lock goes with the process.
 */
final class LogLock implements AutoCloseable {
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final FileChannel channel;

  private LogLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes the lock, without waiting.
   *
   * @throws RsmException if somebody else writes this log
   */
  static LogLock acquire(Path log) throws IOException {
    Path real = log.toAbsolutePath().getParent().toRealPath().resolve(log.getFileName());
    Path lockFile = real.resolveSibling(real.getFileName() + ".lock");
    if (!HELD.add(lockFile)) {
      throw heldElsewhere(log, "this process");
    }
    try {
      return new LogLock(lockFile, lock(log, lockFile));
    } catch (IOException | RuntimeException e) {
      HELD.remove(lockFile);
      throw e;
    }
  }

  private static FileChannel lock(Path log, Path lockFile) throws IOException {
    FileChannel channel = FileChannel.open(lockFile, CREATE, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw heldElsewhere(log, "another process");
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw heldElsewhere(log, "this process");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static RsmException heldElsewhere(Path log, String where) {
    return RsmException.fatal(
        "%s is being written by %s; a log has one writer: stop the other or choose another file.path"
            .formatted(log, where));
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(lockFile);
    }
  }
}
