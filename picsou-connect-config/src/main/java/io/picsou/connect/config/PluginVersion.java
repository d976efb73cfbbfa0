package io.picsou.connect.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as every plugin reports it. */
public final class PluginVersion {
  private static final String VERSION = read();

  private PluginVersion() {}

  /** The version, such as {@code 1.2.0}; never null. */
  public static String current() {
    return VERSION;
  }

  private static String read() {
    try (InputStream in = PluginVersion.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("version.properties is not readable in the plugin's jar", e);
    }
  }
}
