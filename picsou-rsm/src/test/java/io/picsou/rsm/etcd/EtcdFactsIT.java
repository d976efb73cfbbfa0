package io.picsou.rsm.etcd;

import static io.picsou.rsm.etcd.EtcdClient.bytes;
import static io.picsou.rsm.etcd.EtcdClient.deleteOp;
import static io.picsou.rsm.etcd.EtcdClient.putOp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.picsou.core.entry.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this package takes for granted about etcd (docs/etcd.md), tried on the real one. */
class EtcdFactsIT {
  @TempDir Path directory;
  private EtcdCluster cluster;
  private EtcdClient client;

  @BeforeEach
  void start() {
    cluster = EtcdCluster.start(directory, 1);
    client = new EtcdClient(cluster.endpoint(0));
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void revisionsAreDenseOverTheWholeKeySpace() throws Exception {
    assertThat(client.revision()).isEqualTo(1);
    client.put("a", "1");
    client.delete("no such key");
    client.txn(List.of());
    client.txn(List.of(deleteOp("no such key")));
    client.txn(List.of(putOp("a", "2"), putOp("b", "1"), deleteOp("c")));
    expireLeaseOf("x", "y");
    client.compact(3);
    client.put("a", "3");
    client.delete("b");
    long last = client.revision();

    List<Entry> entries = ReaderRun.entries(cluster.endpoint(0), 2, last - 1);
    assertThat(entries).extracting(Entry::sequence).containsExactly(3L, 4L, 5L, 6L, 7L);
    assertThat(last).isEqualTo(8);
    assertThat(EtcdRevision.decode(entries.get(2).payload()).operations())
        .as("an expired lease takes its keys away in one revision")
        .containsExactlyInAnyOrder(
            EtcdRevision.Operation.delete(bytes("x")), EtcdRevision.Operation.delete(bytes("y")));
  }

  private void expireLeaseOf(String... keys) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", cluster.port(0), InsecureChannelCredentials.create())
            .build();
    LeaseGrpc.LeaseBlockingStub leases = LeaseGrpc.newBlockingStub(channel);
    long lease = leases.leaseGrant(LeaseGrantRequest.newBuilder().setTTL(60).build()).getID();
    for (String key : keys) {
      client.member().kv().put(PutRequest.newBuilder().setKey(bytes(key)).setLease(lease).build());
    }
    leases.leaseRevoke(LeaseRevokeRequest.newBuilder().setID(lease).build());
    channel.shutdownNow();
  }

  @Test
  void aTransactionIsLimitedPerNestingLevelAndStaysOneRevision() {
    List<RequestOp> ops = IntStream.range(0, 300).mapToObj(i -> putOp("k" + i, "v")).toList();
    assertThatThrownBy(() -> client.txn(ops.subList(0, 129)))
        .hasMessageContaining("too many operations");
    List<RequestOp> nested =
        Stream.of(ops.subList(0, 100), ops.subList(100, 200), ops.subList(200, 300))
            .map(part -> TxnRequest.newBuilder().addAllSuccess(part))
            .map(part -> RequestOp.newBuilder().setRequestTxn(part).build())
            .toList();
    assertThat(client.txn(nested)).isEqualTo(2);
    assertThat(client.content()).hasSize(300);
  }

  @Test
  void aKeyMayNotOccurTwiceInATransaction() {
    assertThatThrownBy(() -> client.txn(List.of(putOp("a", "1"), putOp("a", "2"))))
        .hasMessageContaining("duplicate key");
    assertThatThrownBy(() -> client.txn(List.of(putOp("a", "1"), deleteOp("a"))))
        .hasMessageContaining("duplicate key");
  }
}
