package io.picsou.bench.etcd;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds etcd: on PATH, or where {@code scripts/install-etcd.sh} of this checkout puts it. */
public final class EtcdProgram {
  private static final String NAME = "etcd";
  private static final String INSTALLED = ".picsou/etcd/usr/bin";

  private EtcdProgram() {}

  /**
   * Where it is.
   *
   * @throws IOException saying what to install if there is none
   */
  public static Path find() throws IOException {
    return find(System.getenv("PATH"), built());
  }

  /**
   * @param searchPath directories as in PATH; may be null
   * @param below a directory of the checkout
   */
  static Path find(String searchPath, Path below) throws IOException {
    Stream<Path> onPath =
        List.of((searchPath == null ? "" : searchPath).split(File.pathSeparator)).stream()
            .filter(directory -> !directory.isEmpty())
            .map(Path::of);
    Stream<Path> checkout =
        Stream.iterate(below.toAbsolutePath(), each -> each != null, Path::getParent)
            .map(each -> each.resolve(INSTALLED));
    return Stream.concat(onPath, checkout)
        .map(directory -> directory.resolve(NAME))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "there is no etcd: run scripts/install-etcd.sh, or put etcd 3.4 or newer on"
                        + " PATH"));
  }

  /** The directory that this was built in. */
  private static Path built() {
    try {
      return Path.of(EtcdProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
