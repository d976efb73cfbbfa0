package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import java.util.List;

/**
 * Which keys of a revision go into its entry. Applied by the reader, never by the watch: a filtered
 * watch would skip revisions, and a gap could not be told from a filtered revision. Immutable and
 * thread-safe.
 *
 * @param include key prefixes to let through; all keys if empty
 * @param exclude key prefixes to keep out, even if included
 */
record KeyFilter(List<ByteString> include, List<ByteString> exclude) {
  static KeyFilter of(List<String> include, List<String> exclude) {
    return new KeyFilter(bytes(include), bytes(exclude));
  }

  boolean accepts(ByteString key) {
    return (include.isEmpty() || startsWithAny(key, include)) && !startsWithAny(key, exclude);
  }

  private static boolean startsWithAny(ByteString key, List<ByteString> prefixes) {
    return prefixes.stream().anyMatch(key::startsWith);
  }

  private static List<ByteString> bytes(List<String> prefixes) {
    return prefixes.stream().map(ByteString::copyFromUtf8).toList();
  }
}
