package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.Peer;
import org.junit.jupiter.api.Test;

class GreetingTest {
  private final Link link = Loopback.link("l", 3, 2);
  private final EndpointOptions options = EndpointOptions.defaults();
  private final Greeting greeting = new Greeting(Identity.of(link, Peer.receiver(1), options));

  private Wire.Hello hello(Peer peer) {
    return Identity.of(link, peer, options).hello();
  }

  private void assertRefused(Wire.Hello hello, Status.Code code, String text) {
    Status refusal = greeting.refusal(hello, null);
    assertThat(refusal.getCode()).isEqualTo(code);
    assertThat(refusal.getDescription()).contains(text);
  }

  @Test
  void everyOtherReplicaOfTheLinkIsWelcome() {
    assertThat(greeting.refusal(hello(Peer.sender(2)), null)).isNull();
    assertThat(greeting.refusal(hello(Peer.receiver(0)), null)).isNull();
    assertThat(Greeting.peer(hello(Peer.sender(2)))).isEqualTo(Peer.sender(2));
  }

  @Test
  void anotherReleaseIsRefused() {
    Wire.Hello newer = hello(Peer.sender(0)).toBuilder().setVersion(2).build();
    assertRefused(newer, Status.Code.FAILED_PRECONDITION, "run the same release at both ends");
  }

  @Test
  void anotherEpochIsRefused() {
    Wire.Hello hello = hello(Peer.sender(0));
    Wire.Hello newer =
        hello.toBuilder().setSending(hello.getSending().toBuilder().setEpoch(7)).build();
    assertRefused(
        newer,
        Status.Code.FAILED_PRECONDITION,
        "picsou.sending.epoch differs: 0 at receiver 1, 7 at sender 0");
  }

  @Test
  void aReplicaOutOfRangeIsRefused() {
    Wire.Hello third = hello(Peer.sender(0)).toBuilder().setReplica(3).build();
    assertRefused(third, Status.Code.INVALID_ARGUMENT, "cluster s has replicas 0 to 2");
    Wire.Hello negative = hello(Peer.sender(0)).toBuilder().setReplica(-1).build();
    assertRefused(negative, Status.Code.INVALID_ARGUMENT, "picsou.replica.id of the caller");
  }

  @Test
  void oneselfIsRefused() {
    assertRefused(hello(Peer.receiver(1)), Status.Code.INVALID_ARGUMENT, "both ends is receiver 1");
  }

  @Test
  void aStreamWithoutHelloIsRefused() {
    assertRefused(
        Wire.Hello.getDefaultInstance(), Status.Code.FAILED_PRECONDITION, "version differs: 1 at");
  }
}
