package io.picsou.bench.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class NamespaceNameTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void tellsItsOwner() throws IOException {
    NamespaceName mine = NamespaceName.ofThisProcess(3, "host-a-1");
    assertThat(NamespaceName.parse(mine.toString())).contains(mine);
    assertThat(mine.ownerIsAlive()).isTrue();
    NamespaceName reused = new NamespaceName(mine.pid(), mine.startTicks() - 1, 1, "x");
    assertThat(reused.ownerIsAlive()).isFalse();
    assertThat(new NamespaceName(Integer.MAX_VALUE, 1, 1, "x").ownerIsAlive()).isFalse();
  }

  @Test
  void knowsWhatIsNotOurs() {
    assertThat(NamespaceName.parse("picsou-lab")).isEmpty();
    assertThat(NamespaceName.parse("my-picsou-1-2-3-x")).isEmpty();
    assertThat(NamespaceName.parse("picsou-1-2-3-")).isEmpty();
    assertThat(NamespaceName.parse("picsou-99999999999999999999-2-3-x")).isEmpty();
  }
}
