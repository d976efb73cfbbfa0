package io.picsou.rsm.etcd;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthenticateRequest;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.grpc.CallCredentials;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Logs in with a user's name and password and sends the token along with every call. Members forget
 * tokens (after five idle minutes, and when they restart), so a token is thrown away whenever a
 * call fails. Thread-safe.
 */
final class TokenCredentials extends CallCredentials {
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final Channel channel;
  private final AuthenticateRequest login;
  private final Duration timeout;
  private ListenableFuture<AuthenticateResponse> token;

  TokenCredentials(Channel channel, AuthenticateRequest login, Duration timeout) {
    this.channel = channel;
    this.login = login;
    this.timeout = timeout;
  }

  synchronized void forget() {
    if (token != null && token.isDone()) {
      token = null;
    }
  }

  private synchronized ListenableFuture<AuthenticateResponse> token() {
    if (token == null) {
      token =
          AuthGrpc.newFutureStub(channel)
              .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .authenticate(login);
    }
    return token;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    Futures.addCallback(
        token(),
        new FutureCallback<>() {
          @Override
          public void onSuccess(AuthenticateResponse response) {
            Metadata headers = new Metadata();
            headers.put(TOKEN, response.getToken());
            applier.apply(headers);
          }

          @Override
          public void onFailure(Throwable failure) {
            applier.fail(EtcdErrors.login(Status.fromThrowable(failure)));
          }
        },
        MoreExecutors.directExecutor());
  }
}
