package io.picsou.connect.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds settings that look like ours and are not. Connect ignores what a connector does not define,
 * so a misspelt key would silently leave its default in force.
 */
final class UnknownSettings {
  /** Every key of these families is ours, in one connector or another; Connect has none of them. */
  private static final List<String> OWN =
      List.of("picsou.", "etcd.", "file.", "rsm.", "topic.", "poll.");

  /** Connect's own keys within those families. */
  private static final List<String> CONNECT = List.of("topic.creation.");

  /** Up to a third of a key's letters may be wrong for it to be taken for a misspelling. */
  private static final int LETTERS_PER_SLIP = 3;

  private UnknownSettings() {}

  /** What to tell the user, by unknown key. */
  static Map<String, String> find(Set<String> defined, Collection<String> given) {
    Map<String, String> found = new TreeMap<>();
    for (String key : given) {
      if (isOurs(key) && !defined.contains(key)) {
        found.put(key, message(key, nearest(defined, key)));
      }
    }
    return found;
  }

  private static boolean isOurs(String key) {
    return OWN.stream().anyMatch(key::startsWith) && CONNECT.stream().noneMatch(key::startsWith);
  }

  private static String message(String key, String nearest) {
    boolean likely = distance(key, nearest) <= key.length() / LETTERS_PER_SLIP;
    return "Unknown setting "
        + key
        + ": this connector has no such setting; "
        + (likely ? "did you mean " + nearest + "?" : "remove it.");
  }

  /** The defined key that takes the fewest changes of one letter to get to. */
  static String nearest(Set<String> defined, String key) {
    return defined.stream().min(Comparator.comparingInt(each -> distance(each, key))).orElseThrow();
  }

  /** Levenshtein's edit distance, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
