package io.picsou.bench.grid;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.compare.CompareOptions.Timing;
import io.picsou.bench.grid.PointResult.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory with one file for each result, {@code DIR/points/NAME.json}. A file is there with its
 * whole content or not at all, whenever the process ends.
 */
public final class ResultStore {
  private static final String TEMPORARY = ".tmp";
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  /** A file that cannot be used. */
  public record Damage(String file, String reason) {}

  /** Everything that can be read, and what cannot. */
  public record Content(List<PointResult> results, List<Damage> damaged) {}

  /** Keeps others from writing. */
  public interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private final Path directory;
  private final Path points;

  /**
   * @param directory made when the first result is written
   */
  public ResultStore(Path directory) {
    this.directory = directory;
    this.points = directory.resolve("points");
  }

  /**
   * Reserves the directory for one writer, and removes what a killed one has left half-written.
   *
   * @throws IOException if another writer has it
   */
  public Lock lock() throws IOException {
    Files.createDirectories(points);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      throw new IOException("another 'bench run' writes to " + directory + " right now");
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(points, "*" + TEMPORARY)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return channel::close;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this process
    }
  }

  /**
   * What was measured of a point, or simulated.
   *
   * @throws DamagedResultException if there is a file, but it cannot be used
   */
  Optional<PointResult> find(Kind kind, Point point, Timing timing)
      throws IOException, DamagedResultException {
    Path file = points.resolve(PointResult.fileName(kind, point, timing));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    PointResult result = read(file);
    if (!result.point().equals(point) || !result.timing().equals(timing)) {
      throw new DamagedResultException(file, "it is about other parameters than its name says");
    }
    return Optional.of(result);
  }

  /** Writes a result in place of an older one of the same name. */
  public void write(PointResult result) throws IOException {
    Files.createDirectories(points);
    Path file = points.resolve(result.fileName());
    Path temporary = points.resolve(result.fileName() + TEMPORARY);
    byte[] content = MAPPER.writeValueAsBytes(result);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * All results, in the order of their names.
   *
   * @throws IOException if the directory has none, or cannot be read
   */
  public Content all() throws IOException {
    if (!Files.isDirectory(points)) {
      throw new IOException(directory + " has no results; 'bench run' makes them");
    }
    List<PointResult> results = new ArrayList<>();
    List<Damage> damaged = new ArrayList<>();
    for (Path file : files()) {
      try {
        results.add(read(file));
      } catch (DamagedResultException e) {
        damaged.add(new Damage(file.getFileName().toString(), e.reason()));
      }
    }
    return new Content(results, damaged);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(points, "*.json")) {
      found.forEach(files::add);
    }
    files.sort(null);
    return files;
  }

  private static PointResult read(Path file) throws IOException, DamagedResultException {
    byte[] content = Files.readAllBytes(file);
    try {
      PointResult result = MAPPER.readValue(content, PointResult.class);
      if (result == null) {
        throw new IllegalArgumentException("it is empty");
      }
      result.check();
      return result;
    } catch (JsonProcessingException e) {
      throw new DamagedResultException(file, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new DamagedResultException(file, e.getMessage());
    }
  }
}
