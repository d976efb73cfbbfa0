package io.picsou.bench.replica;

import io.picsou.core.entry.Frame;
import io.picsou.rsm.file.FileLogAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a sink appends to. */
interface EntryLog extends AutoCloseable {
  void append(Frame run);

  /**
   * Makes what was appended durable, as far as it is up to this log.
   *
   * @param last the last entry that was appended
   * @return up to where it is
   */
  long force(long last);

  @Override
  void close();

  static EntryLog open(SinkPlan plan) {
    if (plan.etcd() != null) {
      return EtcdEntryLog.open(plan.etcd());
    }
    if (plan.file() == null) {
      return new Memory();
    }
    Path path = Path.of(plan.file());
    return plan.gaps() ? Gapped.open(path) : new Log(FileLogAppender.open(path));
  }

  /** Keeps nothing. */
  final class Memory implements EntryLog {
    @Override
    public void append(Frame run) {}

    @Override
    public long force(long last) {
      return last;
    }

    @Override
    public void close() {}
  }

  /** The file RSM's log. */
  record Log(FileLogAppender appender) implements EntryLog {
    @Override
    public void append(Frame run) {
      appender.append(run);
    }

    @Override
    public long force(long last) {
      appender.force();
      return last;
    }

    @Override
    public void close() {
      appender.close();
    }
  }

  /** The same records where some may be missing, which a log file refuses. */
  record Gapped(FileChannel channel) implements EntryLog {
    static Gapped open(Path path) {
      try {
        return new Gapped(
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void append(Frame run) {
      try {
        ByteBuffer bytes = run.bytes();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public long force(long last) {
      try {
        channel.force(false);
        return last;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
