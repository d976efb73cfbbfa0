package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class GrpcTest {
  /** It takes them if they can be loaded, and says nothing if it has to do without. */
  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      architectures = {"amd64", "aarch64"})
  void linuxHasItsOwnEventLoops() {
    assertThat(Epoll.unavailabilityCause()).isNull();
  }
}
