package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
  @Test
  void letsEverythingThroughByDefault() {
    assertThat(accepts(KeyFilter.of(List.of(), List.of()), "any")).isTrue();
    assertThat(accepts(KeyFilter.of(List.of(), List.of()), "")).isTrue();
  }

  @Test
  void includesByPrefixAndExcludesFromThat() {
    KeyFilter filter = KeyFilter.of(List.of("app/", "ä"), List.of("app/tmp"));
    assertThat(accepts(filter, "app/1")).isTrue();
    assertThat(accepts(filter, "ä1")).isTrue();
    assertThat(accepts(filter, "app")).isFalse();
    assertThat(accepts(filter, "other")).isFalse();
    assertThat(accepts(filter, "app/tmp/1")).isFalse();
  }

  private static boolean accepts(KeyFilter filter, String key) {
    return filter.accepts(ByteString.copyFromUtf8(key));
  }
}
