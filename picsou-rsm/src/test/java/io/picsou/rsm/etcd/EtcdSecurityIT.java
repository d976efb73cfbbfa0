package io.picsou.rsm.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.AuthEnableRequest;
import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthRoleAddRequest;
import io.etcd.jetcd.api.AuthUserAddRequest;
import io.etcd.jetcd.api.AuthUserGrantRoleRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.RsmException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** etcd that asks who is there: users and passwords, TLS in both directions. */
class EtcdSecurityIT {
  @TempDir Path directory;

  private static void enableAuthentication(EtcdCluster cluster) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", cluster.port(0), InsecureChannelCredentials.create())
            .build();
    AuthGrpc.AuthBlockingStub auth = AuthGrpc.newBlockingStub(channel);
    auth.userAdd(AuthUserAddRequest.newBuilder().setName("root").setPassword("secret").build());
    auth.roleAdd(AuthRoleAddRequest.newBuilder().setName("root").build());
    auth.userGrantRole(
        AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root").build());
    auth.authEnable(AuthEnableRequest.getDefaultInstance());
    channel.shutdownNow();
  }

  @Test
  void logsInAndAgainAfterTheMemberForgotTheToken() throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(directory, 1)) {
      enableAuthentication(cluster);
      String[] login = {EtcdConfig.USER, "root", EtcdConfig.PASSWORD, "secret"};
      EtcdConfig config = ReaderRun.config(cluster.endpoint(0), login);
      try (EtcdApplier applier = EtcdApplier.open(config, "a");
          EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
        applyOne(applier, 1);
        assertThat(ReaderRun.entries(reader, 1)).hasSize(1);
        cluster.kill(0);
        cluster.restart(0);
        applyOne(applier, 2);
        assertThat(ReaderRun.entries(reader, 2)).hasSize(1);
      }
    }
  }

  private static void applyOne(EtcdApplier applier, long sequence) throws InterruptedException {
    EtcdRevision.Operation put =
        EtcdRevision.Operation.put(EtcdClient.bytes("k"), EtcdClient.bytes("v" + sequence));
    byte[] payload = new EtcdRevision(List.of(put)).encode();
    applier.apply(Frame.of(List.of(Entry.of(sequence, payload))));
    applier.flush();
    assertThat(applier.applied()).isEqualTo(sequence);
  }

  @Test
  void aWrongPasswordIsAnErrorAtOnce() throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(directory, 1)) {
      enableAuthentication(cluster);
      String[] login = {EtcdConfig.USER, "root", EtcdConfig.PASSWORD, "wrong"};
      EtcdConfig config = ReaderRun.config(cluster.endpoint(0), login);
      try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
        assertThatThrownBy(() -> ReaderRun.entries(reader, 1))
            .isInstanceOfSatisfying(RsmException.class, e -> assertThat(e.retriable()).isFalse())
            .hasMessageContaining("invalid user ID or password")
            .hasMessageContaining(EtcdConfig.PASSWORD);
      }
      assertThatThrownBy(() -> EtcdApplier.open(config, "a"))
          .isInstanceOf(RsmException.class)
          .hasMessageContaining("invalid user ID or password");
    }
  }

  @Test
  void noLoginWhereOneIsNeededEndsInAnError() throws Exception {
    try (EtcdCluster cluster = EtcdCluster.start(directory, 1)) {
      enableAuthentication(cluster);
      EtcdConfig config =
          ReaderRun.config(cluster.endpoint(0), EtcdConfig.UNREACHABLE_TIMEOUT, "500");
      try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
        assertThatThrownBy(() -> ReaderRun.entries(reader, 1))
            .isInstanceOf(RsmException.class)
            .hasMessageContaining("user name is empty")
            .hasMessageContaining(EtcdConfig.USER);
      }
      assertThatThrownBy(() -> EtcdApplier.open(config, "a"))
          .isInstanceOf(RsmException.class)
          .hasMessageContaining(EtcdConfig.USER);
    }
  }

  @Test
  void speaksTlsWithAClientCertificate() throws Exception {
    TestCertificate pem = TestCertificate.create(directory);
    Map<String, String> settings =
        Map.of(
            EtcdConfig.SSL_CA, pem.certificate().toString(),
            EtcdConfig.SSL_CERTIFICATE, pem.certificate().toString(),
            EtcdConfig.SSL_KEY, pem.key().toString());
    String[] flags = {
      "--client-cert-auth",
      "--cert-file=" + pem.certificate(),
      "--key-file=" + pem.key(),
      "--trusted-ca-file=" + pem.certificate()
    };
    try (EtcdCluster cluster = EtcdCluster.startTls(directory, settings, flags);
        EtcdClient client = new EtcdClient(cluster.endpoint(0), settings)) {
      client.put("a", "1");
      String[] more =
          settings.entrySet().stream()
              .flatMap(each -> List.of(each.getKey(), each.getValue()).stream())
              .toArray(String[]::new);
      EtcdConfig config = ReaderRun.config(cluster.endpoint(0), more);
      try (EtcdLogReader reader = EtcdLogReader.open(config, 0, null)) {
        assertThat(ReaderRun.entries(reader, 1)).hasSize(1);
      }
      EtcdConfig stranger =
          ReaderRun.config(cluster.endpoint(0), EtcdConfig.UNREACHABLE_TIMEOUT, "500");
      assertThatThrownBy(() -> EtcdApplier.open(stranger, "a"))
          .isInstanceOf(RsmException.class)
          .hasMessageContaining("etcd.ssl");
    }
  }
}
