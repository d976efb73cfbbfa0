package io.picsou.connect.config;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How user interfaces show a key whose definition does not say so itself. */
final class KeyDisplay {
  private KeyDisplay() {}

  static Width width(ConfigKey key) {
    if (key.width != null && key.width != Width.NONE) {
      return key.width;
    }
    return switch (key.type) {
      case BOOLEAN, SHORT, INT, LONG, DOUBLE -> Width.SHORT;
      case STRING, PASSWORD, CLASS -> Width.MEDIUM;
      case LIST -> Width.LONG;
    };
  }

  /** From {@code etcd.request.timeout.ms} makes "Request timeout (ms)". */
  static String name(ConfigKey key) {
    if (key.displayName != null && !key.displayName.equals(key.name)) {
      return key.displayName;
    }
    String words = key.name.substring(key.name.indexOf('.') + 1).replace('.', ' ');
    String text = words.replaceFirst(" (ms|bytes)$", " ($1)");
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
