package io.picsou.connect.config;

import java.util.Comparator;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the key that a ConfigException is about; it tells only by its message. */
final class Culprit {
  /** How ConfigException itself words it. */
  private static final Pattern STANDARD = Pattern.compile("for configuration ([\\w.]+\\w)");

  private Culprit() {}

  /**
   * The key that the message puts in ConfigException's own words, else the first one it mentions,
   * else the first one defined.
   */
  static String of(String message, Set<String> defined, Set<String> given) {
    Matcher standard = STANDARD.matcher(message);
    if (standard.find()) {
      return standard.group(1);
    }
    Comparator<String> order = Comparator.comparingInt(message::indexOf);
    return Stream.concat(defined.stream(), given.stream())
        .filter(message::contains)
        .min(order.thenComparing(Comparator.comparingInt(String::length).reversed()))
        .orElseGet(() -> defined.iterator().next());
  }
}
