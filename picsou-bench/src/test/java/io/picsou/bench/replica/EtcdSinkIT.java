package io.picsou.bench.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.picsou.bench.etcd.EtcdClient;
import io.picsou.bench.etcd.EtcdContent;
import io.picsou.bench.etcd.LocalEtcd;
import io.picsou.bench.replica.EtcdPlan.Duty;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.etcd.EtcdConfig;
import io.picsou.rsm.etcd.EtcdRevision;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What receivers do with entries, on etcd of a single member. */
class EtcdSinkIT {
  @TempDir private static Path directory;

  private static LocalEtcd etcd;
  private static EtcdClient client;

  @BeforeAll
  static void start() throws Exception {
    etcd = LocalEtcd.start("B", directory, 1);
    etcd.awaitReady();
    client = new EtcdClient(etcd.endpoints().get(0));
  }

  @AfterAll
  static void stop() {
    client.close();
    etcd.close();
  }

  private static EntrySink sink(Duty duty, String log, boolean gaps) {
    EtcdPlan plan = new EtcdPlan(etcd.endpoints(), duty, log);
    return EntrySink.open(new SinkPlan(null, plan, gaps, false));
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }

  private static Entry entry(long sequence, String key, String value) {
    EtcdRevision.Operation put = EtcdRevision.Operation.put(bytes(key), bytes(value));
    return Entry.of(sequence, new EtcdRevision(List.of(put)).encode());
  }

  private static Frame run(String prefix, long first, long last) {
    return Frame.of(
        LongStream.rangeClosed(first, last)
            .mapToObj(k -> entry(k, prefix + k, "value " + k))
            .toList());
  }

  private static String value(String key) {
    return client.now(bytes(key)).map(kv -> kv.getValue().toStringUtf8()).orElse(null);
  }

  private static void put(String key, String value) {
    PutRequest put = PutRequest.newBuilder().setKey(bytes(key)).setValue(bytes(value)).build();
    client.txn(
        TxnRequest.newBuilder().addSuccess(RequestOp.newBuilder().setRequestPut(put)).build());
  }

  @Test
  void whoFollowsHasWhatTheApplierHasApplied() {
    try (EntrySink applier = sink(Duty.APPLY, "a", false);
        EntrySink follower = sink(Duty.FOLLOW, "a", false)) {
      follower.add(run("mirror/", 1, 50));
      assertThat(follower.settle()).isZero();
      applier.add(run("mirror/", 1, 20));
      assertThat(applier.settle()).isEqualTo(20);
      await().until(() -> follower.settle() == 20);
      applier.add(run("mirror/", 21, 60));
      assertThat(applier.settle()).isEqualTo(60);
      await().until(() -> follower.settle() == 50);
      assertThat(follower.sample(Traffic.NONE).entries()).isEqualTo(50);
      assertThat(value("mirror/60")).isEqualTo("value 60");
    }
  }

  @Test
  void aShareIsAppliedThoughOthersAreMissingInBetween() {
    try (EntrySink share = sink(Duty.APPLY_SHARE, "a-share-1", true)) {
      share.add(run("share/", 3, 4));
      share.add(run("share/", 9, 9));
      assertThat(share.settle()).isEqualTo(9);
      assertThat(share.sample(Traffic.NONE).entries()).isEqualTo(3);
      assertThat(value("share/9")).isEqualTo("value 9");
      assertThat(value("share/5")).isNull();
    }
  }

  @Test
  void onlyAGreaterValueReplacesWhatIsThere() {
    put("shared/less", "1");
    put("shared/same", "2");
    put("shared/more", "3");
    KeyValue same = client.now(bytes("shared/same")).orElseThrow();
    try (EntrySink sink = sink(Duty.RECONCILE, "a", false)) {
      sink.add(
          Frame.of(
              List.of(
                  entry(1, "shared/less", "2"),
                  entry(2, "shared/same", "2"),
                  entry(3, "shared/more", "2"),
                  entry(4, "shared/none", "2"),
                  entry(5, "shared/none", "1"))));
      assertThat(sink.settle()).isEqualTo(5);
    }
    assertThat(value("shared/less")).isEqualTo("2");
    assertThat(client.now(bytes("shared/same"))).contains(same);
    assertThat(value("shared/more")).isEqualTo("3");
    assertThat(value("shared/none")).isEqualTo("2");
  }

  private static EtcdContent content(long revision) {
    return new EtcdContent(client, revision, EtcdConfig.DEFAULT_APPLIED_PREFIX);
  }

  @Test
  void contentsAreComparedKeyByKey() {
    for (int i = 0; i < 600; i++) {
      put("content/" + i, "old");
    }
    long before = client.revision();
    assertThat(EtcdContent.differences(content(before), content(0))).isEmpty();
    put("content/7", "new");
    put("content/added", "new");
    assertThat(EtcdContent.differences(content(before), content(0)))
        .containsExactly(
            "key content/7 has another value", "key content/added should not be there");
    assertThat(EtcdContent.differences(content(0), content(before)))
        .contains("key content/added is missing");
  }
}
