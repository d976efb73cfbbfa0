package io.picsou.bench.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EtcdProgramTest {
  @TempDir private Path root;

  private Path program(String directory) throws IOException {
    Path file = Files.createDirectories(root.resolve(directory)).resolve("etcd");
    Files.writeString(file, "#!/bin/sh");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void itIsOnPathOrInTheCheckout() throws IOException {
    Path below = Files.createDirectories(root.resolve("checkout/module/target"));
    Path installed = program("checkout/.picsou/etcd/usr/bin");
    String path = root.resolve("nothing") + ":" + root.resolve("bin");
    assertThat(EtcdProgram.find(path, below)).isEqualTo(installed);
    assertThat(EtcdProgram.find(null, below)).isEqualTo(installed);
    Path preferred = program("bin");
    assertThat(EtcdProgram.find(path, below)).isEqualTo(preferred);
  }

  @Test
  void withoutItTheErrorSaysWhatToInstall() throws IOException {
    Files.createDirectories(root.resolve("bin/etcd"));
    assertThatThrownBy(() -> EtcdProgram.find(root.resolve("bin").toString(), root))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("scripts/install-etcd.sh")
        .hasMessageContaining("etcd 3.4 or newer on PATH");
  }
}
