package io.picsou.connect.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DurablePrefixTest {
  @Property
  void isUpToWhereAllAreDurable(@ForAll("reports") List<Long> reports) {
    DurablePrefix prefix = new DurablePrefix(10);
    Set<Long> seen = new HashSet<>();

    for (long report : reports) {
      seen.add(report);
      long expected = 10;
      while (seen.contains(expected + 1)) {
        expected++;
      }
      assertThat(prefix.add(report)).isEqualTo(expected);
      assertThat(prefix.prefix()).isEqualTo(expected);
    }
  }

  @Provide
  Arbitrary<List<Long>> reports() {
    return Arbitraries.longs().between(8, 30).list().ofMaxSize(60);
  }
}
