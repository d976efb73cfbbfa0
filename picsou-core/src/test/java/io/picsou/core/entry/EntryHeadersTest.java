package io.picsou.core.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EntryHeadersTest {
  @Property
  void valuesComeBackFromText(@ForAll byte[] value) {
    assertThat(EntryHeaders.fromText(EntryHeaders.toText(value))).isEqualTo(value);
  }

  @Property
  void otherTextIsRefusedAndNothingElse(@ForAll String text) {
    if (text.matches("x([0-9a-fA-F]{2})*|x-")) {
      EntryHeaders.fromText(text);
    } else {
      assertThatIllegalArgumentException().isThrownBy(() -> EntryHeaders.fromText(text));
    }
  }

  @Example
  void nullAndEmptyAreDifferent() {
    assertThat(EntryHeaders.toText(null)).isEqualTo("x-");
    assertThat(EntryHeaders.fromText("x-")).isNull();
    assertThat(EntryHeaders.toText(new byte[0])).isEqualTo("x");
    assertThat(EntryHeaders.fromText("x")).isEmpty();
  }

  @Example
  void textNeverLooksLikeANumber() {
    assertThat(EntryHeaders.toText(new byte[] {0x12, 0x34})).isEqualTo("x1234");
  }

  @Example
  void brokenTextIsRefused() {
    for (String text : new String[] {"", "12", "x1", "xzz", "x-1"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> EntryHeaders.fromText(text));
    }
  }

  @Example
  void aHeaderHasAName() {
    assertThatNullPointerException().isThrownBy(() -> new Header(null, new byte[0]));
  }
}
