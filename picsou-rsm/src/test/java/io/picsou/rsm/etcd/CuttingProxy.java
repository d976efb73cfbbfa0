package io.picsou.rsm.etcd;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy that cuts connections: on demand, or each one after a random number of bytes. It also
 * can freeze the connections there are, so that they stay open and silent. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int targetPort;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong cuts = new AtomicLong();
  private final Random random;
  private volatile int cutAfterBytes;

  /** A connection of a client and the one to the target. */
  private record Pair(Socket client, Socket target, long[] budget, boolean[] frozen) {
    void cut() {
      try (client;
          target) {
        // SO_LINGER 0: the peers see a reset, in the middle of whatever they were doing.
        client.setSoLinger(true, 0);
        target.setSoLinger(true, 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A proxy to a port of this machine that cuts nothing yet. */
  public CuttingProxy(int targetPort, long seed) throws IOException {
    this.targetPort = targetPort;
    this.random = new Random(seed);
    this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    daemon(this::accept);
  }

  /** The URL to use instead of the target's. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** From now on each new connection is cut after at most so many bytes from the target; 0: not. */
  public void cutAfter(int bytes) {
    cutAfterBytes = bytes;
  }

  /** Cuts every connection now. */
  public void cutAll() {
    pairs.forEach(this::drop);
  }

  /** Connections that exist now stay open, but nothing passes any more. */
  public void freezeAll() {
    pairs.forEach(pair -> pair.frozen()[0] = true);
  }

  /** How many bytes have passed from the target to clients. */
  public long receivedBytes() {
    return received.get();
  }

  /** How many connections were cut. */
  public long cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connect(client);
      } catch (IOException closed) {
        continue;
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket target;
    try {
      target = new Socket(InetAddress.getByName("127.0.0.1"), targetPort);
    } catch (IOException refused) {
      client.close();
      return;
    }
    int most = cutAfterBytes;
    long budget = most == 0 ? Long.MAX_VALUE : 1 + random.nextInt(most);
    Pair pair = new Pair(client, target, new long[] {budget}, new boolean[1]);
    pairs.add(pair);
    daemon(() -> pump(pair, client, target, false));
    daemon(() -> pump(pair, target, client, true));
  }

  private void pump(Pair pair, Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[16 << 10];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (pair.frozen()[0]) {
          continue;
        }
        if (answers) {
          received.addAndGet(n);
          pair.budget()[0] -= n;
          if (pair.budget()[0] < 0) {
            break;
          }
        }
        out.write(buffer, 0, n);
      }
      drop(pair);
    } catch (IOException gone) {
      drop(pair);
    }
  }

  private void drop(Pair pair) {
    if (pairs.remove(pair)) {
      cuts.incrementAndGet();
      pair.cut();
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }
}
