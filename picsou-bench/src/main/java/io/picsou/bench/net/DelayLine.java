package io.picsou.bench.net;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * A cable that is long: what comes out of one network device goes into another later, in the same
 * order. It is a process of its own with two devices, one line each way, for kernels that cannot
 * delay by themselves; the hosts need not know of it, and their TCP sees the round trip.
 *
 * <p>The devices are {@code macvtap}s, which are files: a read takes a frame and a write sends one,
 * behind a header that says what the sender's kernel has left to do (sums, segments). It is handed
 * on as it is, so a frame may be 64 KiB of segments.
 */
final class DelayLine {
  private final FileChannel in;
  private final FileChannel out;
  private final long delayNanos;
  private final FrameQueue queue;
  private final Thread writer;

  private DelayLine(FileChannel in, FileChannel out, long delayNanos, int capacityBytes) {
    this.in = in;
    this.out = out;
    this.delayNanos = delayNanos;
    this.queue = new FrameQueue(capacityBytes);
    this.writer = new Thread(() -> orHalt(this::write), "delay-writer");
  }

  /**
   * Delays until standard input ends, as it does when the process that started this one does.
   *
   * @param arguments two devices' files, the delay in nanoseconds, the bytes held each way
   */
  public static void main(String[] arguments) throws IOException {
    long delayNanos = Long.parseLong(arguments[2]);
    int capacityBytes = Integer.parseInt(arguments[3]);
    try (RandomAccessFile near = new RandomAccessFile(arguments[0], "rw");
        RandomAccessFile far = new RandomAccessFile(arguments[1], "rw")) {
      start(near, far, delayNanos, capacityBytes);
      start(far, near, delayNanos, capacityBytes);
      System.out.println("ready");
      while (System.in.read() >= 0) {
        // nobody has anything to say
      }
    }
    Runtime.getRuntime().halt(0); // the readers wait for frames
  }

  /**
   * Channels of their own: one that is used both ways would let a waiting reader lock out writers.
   */
  @SuppressWarnings("resource") // they end with the files
  private static void start(
      RandomAccessFile from, RandomAccessFile to, long delayNanos, int capacityBytes)
      throws IOException {
    FileChannel in = new FileInputStream(from.getFD()).getChannel();
    FileChannel out = new FileOutputStream(to.getFD()).getChannel();
    DelayLine line = new DelayLine(in, out, delayNanos, capacityBytes);
    new Thread(() -> orHalt(line::read), "delay-reader").start();
    line.writer.start();
  }

  private void read() throws IOException {
    ByteBuffer dropped = ByteBuffer.allocateDirect(FrameQueue.MAX_FRAME_BYTES);
    while (true) {
      ByteBuffer frame = queue.reserve();
      if (frame == null) {
        in.read(dropped.clear()); // as a router does whose queue is full
        continue;
      }
      int bytes = in.read(frame);
      queue.add(bytes, System.nanoTime() + delayNanos);
      LockSupport.unpark(writer);
    }
  }

  private void write() throws IOException {
    while (true) {
      if (queue.isEmpty()) {
        LockSupport.park(this);
        continue;
      }
      long wait = queue.dueNanos() - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(this, wait);
        continue;
      }
      out.write(queue.first());
      queue.remove();
    }
  }

  private interface Loop {
    void run() throws IOException;
  }

  private static void orHalt(Loop loop) {
    try {
      loop.run();
    } catch (IOException | RuntimeException e) {
      System.err.println(e);
      Runtime.getRuntime().halt(1);
    }
  }
}
