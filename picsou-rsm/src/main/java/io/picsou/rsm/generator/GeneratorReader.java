package io.picsou.rsm.generator;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The log of a replicated state machine that commits infinitely fast: entries with payloads of one
 * size, made up as they are read. What entry k contains depends on k and the size only, so all
 * replicas and all runs have the same log.
 */
public final class GeneratorReader implements CommittedLogReader {
  /** The largest run that is made at a time, unless one entry is larger. */
  static final int MAX_RUN_BYTES = 1 << 20;

  /** How many different payloads of a size there are: a prime, against accidental rhythms. */
  private static final int VARIANTS = 4093;

  private static final long SEED = 0x5eed;
  private static final int HEAD = EntryCodec.OVERHEAD_BYTES;

  private final int payloadBytes;
  private final long limit;

  /** The payload of variant k starts behind place k and the room for an entry's head. */
  private final byte[] pool;

  private final Checksums checksums;
  private final CountDownLatch closed = new CountDownLatch(1);
  private long next;

  private GeneratorReader(int payloadBytes, long after, long limit) {
    this.payloadBytes = payloadBytes;
    this.limit = limit;
    this.pool = pool(payloadBytes);
    this.checksums = new Checksums(pool, payloadBytes, VARIANTS);
    this.next = after + 1;
  }

  /** A log without end, read from behind a sequence. */
  public static GeneratorReader open(int payloadBytes, long after) {
    return open(payloadBytes, after, Long.MAX_VALUE);
  }

  /**
   * A log, read from behind a sequence.
   *
   * @param payloadBytes the size of every payload; an encoded entry has to stay within {@link
   *     EntryCodec#MAX_ENTRY_BYTES}
   * @param after the last sequence that is not to be read, 0 for none
   * @param limit the last sequence of the log
   */
  public static GeneratorReader open(int payloadBytes, long after, long limit) {
    int largest = EntryCodec.MAX_ENTRY_BYTES - EntryCodec.OVERHEAD_BYTES;
    if (payloadBytes < 0 || payloadBytes > largest) {
      throw new IllegalArgumentException(
          "payload of " + payloadBytes + " bytes, must be 0 to " + largest);
    }
    if (after < 0 || limit < 0) {
      throw new IllegalArgumentException("negative sequence: after " + after + ", limit " + limit);
    }
    return new GeneratorReader(payloadBytes, after, limit);
  }

  /** The entry of a sequence in the log with payloads of that size; slow, for comparison. */
  public static Entry entry(long sequence, int payloadBytes) {
    int from = HEAD + variant(sequence);
    return Entry.of(sequence, Arrays.copyOfRange(pool(payloadBytes), from, from + payloadBytes));
  }

  @Override
  public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
    if (closed.getCount() == 0) {
      return null;
    }
    if (next > limit) {
      closed.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
      return null;
    }
    long fitting = Math.max(1, Math.min(maxBytes, MAX_RUN_BYTES) / (HEAD + payloadBytes));
    int count = (int) Math.min(fitting, limit - next + 1);
    ByteBuffer run = count == 1 ? one(next) : several(next, count);
    next += count;
    return Frame.uniform(next - count, count, run.flip());
  }

  /** A copy needs no array of zeros first, which counts where entries are large. */
  private ByteBuffer one(long sequence) {
    int variant = variant(sequence);
    int end = variant + HEAD + payloadBytes;
    ByteBuffer out = ByteBuffer.wrap(Arrays.copyOfRange(pool, variant, end));
    EntryCodec.encodeHead(sequence, payloadBytes, checksums.of(sequence, variant), out);
    return out.position(out.limit());
  }

  private ByteBuffer several(long first, int count) {
    ByteBuffer out = ByteBuffer.allocate(count * (HEAD + payloadBytes));
    for (long sequence = first; sequence < first + count; sequence++) {
      int variant = variant(sequence);
      int checksum = checksums.of(sequence, variant);
      EntryCodec.encode(sequence, pool, HEAD + variant, payloadBytes, checksum, out);
    }
    return out;
  }

  private static int variant(long sequence) {
    return (int) (sequence % VARIANTS);
  }

  private static byte[] pool(int payloadBytes) {
    byte[] payloads = new byte[payloadBytes + VARIANTS];
    new Random(SEED).nextBytes(payloads);
    return ByteBuffer.allocate(HEAD + payloads.length).put(HEAD, payloads).array();
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
