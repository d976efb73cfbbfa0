package io.picsou.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What holds for every plugin archive. Subclasses have the list of its files, without versions, in
 * {@code archive.txt} beside them.
 */
public abstract class PluginArchiveContract {
  private static final String VERSION = "-\\d[\\w.-]*?(\\.Final)?(-jre)?(?=(-linux\\S*)?\\.jar$)";
  private static final Path ARCHIVE = Path.of(System.getProperty("picsou.archive"));

  @Test
  void hasOneTopDirectory() throws IOException {
    String top = ARCHIVE.getFileName().toString().replace("-plugin.zip", "/");

    assertThat(files()).allSatisfy(file -> assertThat(file).startsWith(top));
  }

  @Test
  void hasTheFilesOfTheList() throws IOException {
    List<String> names =
        files().stream()
            .map(file -> file.substring(file.indexOf('/') + 1).replaceFirst(VERSION, ""))
            .sorted()
            .toList();

    assertThat(names).isEqualTo(expected());
  }

  @Test
  void leavesOutWhatTheWorkerBrings() throws IOException {
    assertThat(files())
        .noneMatch(
            file ->
                file.matches(
                    ".*/(kafka|connect-api|connect-json|slf4j|zstd|lz4|snappy|log4j)[^/]*"));
  }

  @Test
  void hasEachLibraryInOneVersion() throws IOException {
    assertThat(files().stream().map(file -> file.replaceFirst(VERSION, "")))
        .doesNotHaveDuplicates();
  }

  private static List<String> files() throws IOException {
    try (ZipFile zip = new ZipFile(ARCHIVE.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .toList();
    }
  }

  private List<String> expected() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("archive.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
