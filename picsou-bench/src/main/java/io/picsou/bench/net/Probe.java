package io.picsou.bench.net;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A process on a host that measures the network: it receives from other hosts' probes, and does
 * what lines on its standard input say, one answer line each.
 *
 * <ul>
 *   <li>{@code send WARM_MILLIS MEASURED_MILLIS ADDRESS...} sends to all of them at once and
 *       answers with Mbit/s of payload for each, as they have received it;
 *   <li>{@code rtt COUNT ADDRESS} answers with the median round trip in ms.
 * </ul>
 */
final class Probe {
  static final int PORT = 7011;
  static final String READY = "ready";

  private static final int CHUNK_BYTES = 64 << 10;
  private static final int CONNECT_LIMIT_MILLIS = 10_000;
  private static final int READ_LIMIT_MILLIS = 60_000;
  private static final int MAX_PENDING = 512;
  private static final byte ECHO = 'E';
  private static final byte RECEIVE = 'R';

  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Probe::daemon);

  private Probe() {}

  /** Measures until standard input ends, as it does when the process that started it does. */
  public static void main(String[] arguments) throws Exception {
    ServerSocket server = new ServerSocket(PORT, MAX_PENDING);
    THREADS.submit(() -> accept(server));
    System.out.println(READY);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(answer(line.split(" ")));
    }
    System.exit(0);
  }

  private static String answer(String[] words) {
    try {
      if (words[0].equals("rtt")) {
        return Double.toString(roundTripMillis(Integer.parseInt(words[1]), words[2]));
      }
      List<String> addresses = Arrays.asList(words).subList(3, words.length);
      return send(Integer.parseInt(words[1]), Integer.parseInt(words[2]), addresses);
    } catch (Exception e) {
      return "failed: " + e;
    }
  }

  private static String send(int warmMillis, int measuredMillis, List<String> addresses)
      throws Exception {
    List<Future<Double>> rates = new ArrayList<>();
    for (String address : addresses) {
      rates.add(THREADS.submit(() -> send(warmMillis, measuredMillis, address)));
    }
    List<String> texts = new ArrayList<>();
    for (Future<Double> rate : rates) {
      texts.add(rate.get().toString());
    }
    return String.join(" ", texts);
  }

  /** Sends until the receiver has answered how much came in how long. */
  private static double send(int warmMillis, int measuredMillis, String address) throws Exception {
    try (Socket socket = connect(address)) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeByte(RECEIVE);
      out.writeInt(warmMillis);
      out.writeInt(measuredMillis);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      Future<Double> rate = THREADS.submit(() -> in.readLong() * 8e3 / in.readLong());
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!rate.isDone()) {
        out.write(chunk);
      }
      return rate.get();
    }
  }

  private static double roundTripMillis(int count, String address) throws IOException {
    try (Socket socket = connect(address)) {
      socket.getOutputStream().write(ECHO);
      long[] nanos = new long[count];
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(1);
        if (socket.getInputStream().read() < 0) {
          throw new IOException(address + " hung up");
        }
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return nanos[count / 2] / 1e6;
    }
  }

  private static Socket connect(String address) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(READ_LIMIT_MILLIS);
    socket.connect(new InetSocketAddress(address, PORT), CONNECT_LIMIT_MILLIS);
    return socket;
  }

  private static Void accept(ServerSocket server) throws IOException {
    while (true) {
      Socket socket = server.accept();
      THREADS.submit(() -> serve(socket));
    }
  }

  private static Void serve(Socket accepted) throws IOException {
    try (Socket socket = accepted) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_LIMIT_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      if (in.readByte() == RECEIVE) {
        receive(in, out, in.readInt() * 1_000_000L, in.readInt() * 1_000_000L);
      } else {
        for (int b = in.read(); b >= 0; b = in.read()) {
          out.write(b);
        }
      }
    }
    return null;
  }

  /** Counts from the warm-up's end until the time is over, and answers with bytes and ns. */
  private static void receive(
      DataInputStream in, DataOutputStream out, long warmNanos, long measuredNanos)
      throws IOException {
    readFor(in, warmNanos);
    long start = System.nanoTime();
    long bytes = readFor(in, measuredNanos);
    out.writeLong(bytes);
    out.writeLong(System.nanoTime() - start);
    while (in.read(new byte[CHUNK_BYTES]) >= 0) {
      // what is still on its way; then the sender hangs up
    }
  }

  private static long readFor(DataInputStream in, long nanos) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    long start = System.nanoTime();
    long bytes = 0;
    while (System.nanoTime() - start < nanos) {
      int read = in.read(chunk);
      if (read < 0) {
        throw new EOFException("the sender hung up");
      }
      bytes += read;
    }
    return bytes;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }
}
