package io.picsou.rsm.etcd;

import io.grpc.Status;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.Locale;

/** Decides what a failed request to etcd means, and puts it into words. Stateless. */
final class EtcdErrors {
  private static final String LOGIN_REFUSED = "login refused";

  private EtcdErrors() {}

  /** A failed login as the status of the call that needed it; gRPC does not pass all codes on. */
  static Status login(Status status) {
    return hopeless(status)
        ? Status.UNAUTHENTICATED.withDescription(LOGIN_REFUSED + ": " + text(status))
        : status;
  }

  /** Whether no later attempt can succeed, because the request or the set-up is wrong. */
  static boolean hopeless(Status status) {
    return switch (status.getCode()) {
      case UNIMPLEMENTED, FAILED_PRECONDITION, OUT_OF_RANGE, PERMISSION_DENIED -> true;
      // Users or roles have changed since the login: a new one helps.
      case INVALID_ARGUMENT -> !says(status, "auth store is old");
      case RESOURCE_EXHAUSTED -> says(status, "larger than max");
      case UNAUTHENTICATED -> says(status, LOGIN_REFUSED);
      default -> false;
    };
  }

  static boolean says(Status status, String words) {
    return text(status).toLowerCase(Locale.ROOT).contains(words);
  }

  static RsmException unreachable(String who, Duration limit, Status last) {
    return new RsmException(
        "%s has been unreachable for %d ms (%s), last error: %s%s; check %s and that etcd runs"
            .formatted(
                who,
                limit.toMillis(),
                EtcdConfig.UNREACHABLE_TIMEOUT,
                text(last),
                advice(last),
                EtcdConfig.ENDPOINTS),
        true,
        last.asException());
  }

  /** A request that etcd will never take, with what to do about it. */
  static RsmException refused(String what, String by, Status status) {
    return new RsmException(
        what + " was refused by etcd " + by + ": " + text(status) + advice(status),
        false,
        status.asException());
  }

  private static String advice(Status status) {
    if (says(status, "too many operations")) {
      return "; raise --max-txn-ops of that cluster, and " + EtcdConfig.TXN_OPS + " with it";
    }
    if (says(status, "too large") || says(status, "larger than max")) {
      return "; raise --max-request-bytes of that cluster";
    }
    if (says(status, "user name is empty") || says(status, LOGIN_REFUSED)) {
      return "; set " + EtcdConfig.USER + " and " + EtcdConfig.PASSWORD;
    }
    if (says(status, "permission denied")) {
      return "; set " + EtcdConfig.USER + ", and grant its role what it needs";
    }
    if (says(status, "ssl") || says(status, "certificate") || says(status, "network closed")) {
      return "; check https and etcd.ssl.*";
    }
    return "";
  }

  static String text(Status status) {
    StringBuilder text = new StringBuilder(status.getCode().toString());
    if (status.getDescription() != null) {
      text.append(": ").append(status.getDescription());
    }
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && text.indexOf(cause.getMessage()) < 0) {
        text.append(": ").append(cause.getMessage());
      }
    }
    return text.toString();
  }
}
