package io.picsou.rsm.etcd;

import io.grpc.Status;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.Locale;

/** Decides what a failed request to etcd means, and puts it into words. Stateless. */
final class EtcdErrors {
  private EtcdErrors() {}

  /** Whether no later attempt can succeed, because the request or the set-up is wrong. */
  static boolean hopeless(Status status) {
    return switch (status.getCode()) {
      case INVALID_ARGUMENT, UNIMPLEMENTED, FAILED_PRECONDITION, OUT_OF_RANGE -> true;
      case PERMISSION_DENIED -> true;
      case RESOURCE_EXHAUSTED -> says(status, "larger than max");
      default -> false;
    };
  }

  static boolean says(Status status, String words) {
    return text(status).toLowerCase(Locale.ROOT).contains(words);
  }

  static RsmException unreachable(String who, Duration limit, Status last) {
    return new RsmException(
        "%s has been unreachable for %d ms (%s), last error: %s; check %s and that etcd runs"
            .formatted(
                who,
                limit.toMillis(),
                EtcdConfig.UNREACHABLE_TIMEOUT,
                text(last),
                EtcdConfig.ENDPOINTS),
        true,
        last.asException());
  }

  /** A request that etcd will never take, with what to do about it. */
  static RsmException refused(String what, String by, Status status) {
    String advice;
    if (says(status, "too many operations")) {
      advice = "; raise --max-txn-ops of that cluster, and " + EtcdConfig.TXN_OPS + " with it";
    } else if (says(status, "too large") || says(status, "larger than max")) {
      advice = "; raise --max-request-bytes of that cluster";
    } else if (status.getCode() == Status.Code.PERMISSION_DENIED) {
      advice = "; grant the role of " + EtcdConfig.USER + " what it needs";
    } else {
      advice = "";
    }
    return new RsmException(
        what + " was refused by etcd " + by + ": " + text(status) + advice,
        false,
        status.asException());
  }

  static String text(Status status) {
    StringBuilder text = new StringBuilder(status.getCode().toString());
    if (status.getDescription() != null) {
      text.append(": ").append(status.getDescription());
    }
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        text.append(": ").append(cause.getMessage());
      }
    }
    return text.toString();
  }
}
