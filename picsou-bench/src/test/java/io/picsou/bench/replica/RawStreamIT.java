package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.picsou.bench.process.FreePorts;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;

class RawStreamIT {
  private static RolePlan role(ReplicaKind kind, Map<String, String> settings) {
    return new RolePlan(kind, 0, "A", 0, Conduct.CORRECT, settings, null, null);
  }

  /** In processes of their own, either end may be there first; the second time Java is warm. */
  @RepeatedTest(2)
  void theSenderMayBeThereFirst() throws Exception {
    String address = "127.0.0.1:" + FreePorts.find(1).get(0);
    Map<String, String> settings = Map.of(RawStream.ADDRESS, address, RawStream.ENTRY_BYTES, "100");
    try (Replica sender = RawSender.open(role(ReplicaKind.RAW_SENDER, settings))) {
      Thread.sleep(300); // an eager sender is refused meanwhile
      try (Replica receiver = RawReceiver.open(role(ReplicaKind.RAW_RECEIVER, settings))) {
        sender.start(System.nanoTime());
        await()
            .untilAsserted(
                () -> {
                  sender.sample();
                  assertThat(receiver.sample().sequence()).isPositive();
                });
      }
    }
  }
}
