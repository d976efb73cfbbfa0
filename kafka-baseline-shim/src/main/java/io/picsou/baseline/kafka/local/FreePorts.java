package io.picsou.baseline.kafka.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on, each given out once. They lie below the range from which the system
 * picks the ports of outgoing connections, so that a broker that was killed finds its port still
 * free. Not thread-safe.
 */
final class FreePorts {
  private static final int LOWEST = 12_000;
  private static final int BEYOND = 32_000;
  private static final int TRIES = 1_000;

  private final Set<Integer> given = new HashSet<>();

  int next() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (isFree(port) && given.add(port)) {
        return port;
      }
    }
    throw new IOException("no free port found in " + TRIES + " tries");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
