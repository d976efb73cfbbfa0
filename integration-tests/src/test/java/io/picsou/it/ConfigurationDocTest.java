package io.picsou.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
  private static final Path DOC = Path.of("..", "docs", "configuration.md");

  @Test
  void tellsWhatTheConnectorsDefine() throws IOException {
    String text = ConfigurationDoc.text();
    if (Boolean.getBoolean("picsou.docs.write")) {
      Files.writeString(DOC, text);
    }

    assertThat(Files.readString(DOC))
        .as("docs/configuration.md is out of date: run 'make docs'")
        .isEqualTo(text);
  }
}
