package io.picsou.rsm.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A place in a log that was intact and durable once, kept in a small file beside it, so that a big
 * log opens without reading all of it. Only a hint: it counts if the record that it names is found,
 * intact, at its place; without it the log is read from the start.
 *
 * @param sequence of an entry
 * @param offset where its record ends, in bytes
 */
record LogCheckpoint(long sequence, long offset) {
  static final LogCheckpoint START = new LogCheckpoint(0, LogHeader.BYTES);

  private static final Logger LOG = LoggerFactory.getLogger(LogCheckpoint.class);
  private static final Pattern FORM = Pattern.compile("entry (\\d{1,18}) ends at byte (\\d{1,18})");

  /** The last checkpoint of a log that holds, or its start. */
  static LogCheckpoint load(Path log, FileChannel channel) throws IOException {
    Path file = file(log);
    if (!Files.exists(file)) {
      return START;
    }
    Optional<LogCheckpoint> kept = parse(Files.readString(file, ISO_8859_1).strip());
    if (kept.isPresent() && kept.get().holds(channel)) {
      return kept.get();
    }
    LOG.warn("{} does not fit the log; reading the log from its start", file);
    return START;
  }

  /** Whether the record is at its place. */
  boolean holds(FileChannel channel) throws IOException {
    return equals(START) || LogSearch.endsAt(channel, offset, sequence);
  }

  /** Replaces the checkpoint of a log. */
  void save(Path log) throws IOException {
    Path written = log.resolveSibling(log.getFileName() + ".checkpoint.new");
    Files.writeString(written, "entry " + sequence + " ends at byte " + offset + "\n");
    Files.move(written, file(log), ATOMIC_MOVE);
  }

  private static Optional<LogCheckpoint> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new LogCheckpoint(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  private static Path file(Path log) {
    return log.resolveSibling(log.getFileName() + ".checkpoint");
  }
}
