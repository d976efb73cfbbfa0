package io.picsou.core.entry;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary entries. */
final class Entries {
  private Entries() {}

  /** An entry with everything optional, of any valid sequence. */
  static Arbitrary<Entry> any() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE), bytes(), bytes(), headers())
        .as(Entry::new);
  }

  /** A run of 1 to 20 consecutive entries. */
  static Arbitrary<List<Entry>> runs() {
    Arbitrary<Long> first = Arbitraries.longs().between(1, Long.MAX_VALUE - 20);
    return Combinators.combine(first, any().list().ofMinSize(1).ofMaxSize(20))
        .as(Entries::renumbered);
  }

  private static List<Entry> renumbered(long first, List<Entry> entries) {
    List<Entry> run = new ArrayList<>();
    for (Entry entry : entries) {
      run.add(new Entry(first + run.size(), entry.key(), entry.payload(), entry.headers()));
    }
    return run;
  }

  private static Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(60).injectNull(0.2);
  }

  private static Arbitrary<List<Header>> headers() {
    Arbitrary<String> names = Arbitraries.strings().withChars("abc.-ä€").ofMaxLength(12);
    return Combinators.combine(names, bytes()).as(Header::new).list().ofMaxSize(3);
  }
}
