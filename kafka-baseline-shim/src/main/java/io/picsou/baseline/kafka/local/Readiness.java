package io.picsou.baseline.kafka.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Tells whether every broker of a cluster answers. */
interface Readiness extends AutoCloseable {
  /**
   * @throws IOException if that cannot be found out
   */
  boolean reached() throws IOException, InterruptedException;

  @Override
  void close();

  /** Asks the cluster from this process. */
  final class Here implements Readiness {
    private static final Duration CALL = Duration.ofSeconds(5);

    private final Admin admin;
    private final int brokers;

    Here(String bootstrap, int brokers) {
      this.brokers = brokers;
      this.admin =
          Admin.create(
              Map.of(
                  "bootstrap.servers",
                  bootstrap,
                  "request.timeout.ms",
                  (int) CALL.toMillis() / 2,
                  "default.api.timeout.ms",
                  (int) CALL.toMillis()));
    }

    @Override
    public boolean reached() throws InterruptedException {
      try {
        int nodes =
            admin.describeCluster().nodes().get(CALL.toMillis(), TimeUnit.MILLISECONDS).size();
        return nodes >= brokers;
      } catch (ExecutionException | TimeoutException notYet) {
        return false;
      }
    }

    @Override
    public void close() {
      admin.close(Duration.ZERO);
    }
  }

  /** A process that runs {@link ReadinessMain} where the brokers can be reached. */
  record There(Process process) implements Readiness {
    @Override
    public boolean reached() throws IOException {
      if (process.isAlive()) {
        return false;
      }
      if (process.exitValue() != 0) {
        throw new IOException("what waits for the brokers ended with " + process.exitValue());
      }
      return true;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
