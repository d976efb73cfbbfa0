package io.picsou.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.core.cluster.Link;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.CommitProver;
import io.picsou.core.proof.SigningCluster;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Receivers that demand proofs, over real sockets. */
@Timeout(60)
class ProofIT {
  private final List<KeyPair> keys = new ArrayList<>();
  private final Link link = Loopback.link("proofs", 2, 1);
  private EndpointOptions options;
  private CommitProver prover;

  @BeforeEach
  void makeKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    keys.add(generator.generateKeyPair());
    keys.add(generator.generateKeyPair());
    List<PublicKey> known = keys.stream().map(KeyPair::getPublic).toList();
    options = Loopback.options().withSigners(List.of(SigningCluster.of(link.sending(), known)));
    prover = new CommitProver("s", 0, Map.of(1, keys.get(1).getPrivate()));
  }

  @Test
  void aForgedEntryIsRefusedAndTheOtherSenderRepairsIt() throws Exception {
    List<Entry> good = prover.prove(Loopback.run(1, 200, 100).entries());
    try (ReceiverEndpoint receiver = ReceiverEndpoint.open(link, 0, options, 0);
        Ghost liar = new Ghost(link, options)) {
      liar.awaitAdmitted();
      List<Entry> forged = new ArrayList<>(good.subList(0, 50));
      Entry third = forged.get(2);
      forged.set(2, new Entry(3, null, new byte[] {66}, third.headers()));
      forged.set(9, Entry.of(10, third.payload()));
      liar.send(Frame.of(forged), false);
      Frame first = poll(receiver);
      assertThat(first.last()).isEqualTo(2);
      await().untilAsserted(() -> assertThat(receiver.network().evidence()).isEqualTo(2));

      try (SenderEndpoint honest = SenderEndpoint.open(link, 1, options, 0)) {
        honest.offer(Frame.of(good), Duration.ofSeconds(1));
        List<Entry> delivered = new ArrayList<>(first.entries());
        while (delivered.size() < 200) {
          delivered.addAll(poll(receiver).entries());
        }
        for (int i = 0; i < 200; i++) {
          assertThat(delivered.get(i).payload()).isEqualTo(good.get(i).payload());
        }
      }
    }
  }

  private static Frame poll(ReceiverEndpoint receiver) throws InterruptedException {
    Frame next = receiver.poll(Duration.ofSeconds(30));
    assertThat(next).as("something to deliver").isNotNull();
    return next;
  }
}
