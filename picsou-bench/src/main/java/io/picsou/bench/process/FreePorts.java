package io.picsou.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports on the loopback interface that nobody listens on at the moment, and that the kernel gives
 * to no outgoing connection meanwhile.
 */
public final class FreePorts {
  private static final int FIRST = 15_000;
  private static final int LAST = 30_000;

  /** So many may be taken for each that is free. */
  private static final int TRIES = 100;

  private FreePorts() {}

  /**
   * Different ones, found by opening them all at once and closing them again.
   *
   * @throws IOException if nearly all are taken
   */
  public static List<Integer> find(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(open());
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static ServerSocket open() throws IOException {
    IOException taken = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        taken = e;
      }
    }
    throw taken;
  }
}
