package io.picsou.bench.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second pipeline, of this process or another, away from an offsets file, by a lock on a
 * file beside it: the offsets file itself is replaced with each save. The lock goes with the
 * process.
 */
final class OffsetsLock implements AutoCloseable {
  /** Locks of this process; to open a locked file again and close it would release the lock. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final FileChannel channel;

  private OffsetsLock(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes the lock, without waiting.
   *
   * @throws InvalidConfigurationException if somebody else has it, or it cannot be had at all
   */
  static OffsetsLock acquire(Path offsets) {
    Path lockFile = offsets.resolveSibling(offsets.getFileName() + ".lock");
    if (!HELD.add(lockFile)) {
      throw inUse(offsets);
    }
    try {
      return new OffsetsLock(lockFile, lock(offsets, lockFile));
    } catch (IOException e) {
      HELD.remove(lockFile);
      throw new InvalidConfigurationException(
          List.of(lockFile + ": cannot be locked; name another file with --offsets: " + e));
    } catch (RuntimeException e) {
      HELD.remove(lockFile);
      throw e;
    }
  }

  private static FileChannel lock(Path offsets, Path lockFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw inUse(offsets);
    }
    return channel;
  }

  private static InvalidConfigurationException inUse(Path offsets) {
    return new InvalidConfigurationException(
        List.of(offsets + ": the offsets are in use by another run; name another with --offsets"));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(lockFile);
    }
  }
}
