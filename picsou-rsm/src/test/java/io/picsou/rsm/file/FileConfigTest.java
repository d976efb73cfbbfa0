package io.picsou.rsm.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class FileConfigTest {
  @Test
  void givesWhatWasSet() {
    FileConfig config = parse(Map.of("file.path", "/data/a.log"));
    assertThat(config.path()).isEqualTo(Path.of("/data/a.log"));
  }

  @Test
  void needsAUsablePath() {
    assertRefused(Map.of(), "file.path");
    assertRefused(Map.of("file.path", ""), "file.path");
    assertRefused(Map.of("file.path", "a\0b"), "file.path");
  }

  private static void assertRefused(Map<String, String> settings, String key) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> parse(settings))
        .withMessageContaining(key);
  }

  private static FileConfig parse(Map<String, String> settings) {
    return new FileConfig(new AbstractConfig(FileConfig.define(new ConfigDef()), settings, false));
  }
}
