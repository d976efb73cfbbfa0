package io.picsou.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The messages that docs/troubleshooting.md quotes, one in each row of its table, with … for what
 * differs from case to case; and which of them were seen.
 */
final class QuotedMessages {
  private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

  private final Map<String, Pattern> unseen = new LinkedHashMap<>();

  QuotedMessages(Path document) throws IOException {
    Matcher rows = ROW.matcher(Files.readString(document));
    while (rows.find()) {
      unseen.put(rows.group(1), pattern(rows.group(1)));
    }
    assertThat(unseen).isNotEmpty();
  }

  private static Pattern pattern(String quoted) {
    return Pattern.compile(
        Arrays.stream(quoted.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  /** Checks that an output has the quoted message with these words. */
  void assertSeen(String words, String output) {
    String quoted =
        unseen.keySet().stream()
            .filter(message -> message.contains(words))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not quoted, or twice the same: " + words));
    assertThat(output).containsPattern(unseen.remove(quoted));
  }

  /** Checks that there is no message left that nobody has seen. */
  void assertAllSeen() {
    assertThat(unseen.keySet()).isEmpty();
  }
}
