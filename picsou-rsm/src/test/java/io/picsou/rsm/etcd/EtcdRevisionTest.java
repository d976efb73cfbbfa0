package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EtcdRevisionTest {
  @Property(tries = 300)
  void comesBackAsItWent(@ForAll("revisions") EtcdRevision revision) {
    assertThat(EtcdRevision.decode(revision.encode())).isEqualTo(revision);
  }

  @Property(tries = 300)
  void aPayloadCutShortIsRefusedOrShorter(@ForAll("revisions") EtcdRevision revision) {
    byte[] whole = revision.encode();
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        List<EtcdRevision.Operation> start = EtcdRevision.decode(cut).operations();
        assertThat(start).isEqualTo(revision.operations().subList(0, start.size()));
        assertThat(start.size()).isLessThan(revision.operations().size());
      } catch (IllegalArgumentException expected) {
        assertThat(expected).hasMessageContaining("damaged");
      }
    }
  }

  @Provide
  Arbitrary<EtcdRevision> revisions() {
    Arbitrary<ByteString> bytes =
        Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(ByteString::copyFrom);
    return Combinators.combine(bytes, bytes.injectNull(0.3))
        .as(EtcdRevision.Operation::new)
        .list()
        .ofMaxSize(5)
        .map(EtcdRevision::new);
  }

  @Test
  void hasTheDocumentedForm() {
    EtcdRevision revision =
        new EtcdRevision(
            List.of(
                EtcdRevision.Operation.put(ByteString.copyFromUtf8("k"), ByteString.EMPTY),
                EtcdRevision.Operation.delete(ByteString.copyFromUtf8("de"))));
    assertThat(HexFormat.of().formatHex(revision.encode()))
        .isEqualTo("01" + "01016b00" + "02026465");
    assertThat(new EtcdRevision(List.of()).encode()).containsExactly(1);
  }

  @Test
  void refusesWhatIsNoRevision() {
    for (String hex : List.of("", "02", "68656c6c6f", "0103", "0101ff", "010105")) {
      assertThatThrownBy(() -> EtcdRevision.decode(HexFormat.of().parseHex(hex)))
          .as(hex)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> EtcdRevision.decode(null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
