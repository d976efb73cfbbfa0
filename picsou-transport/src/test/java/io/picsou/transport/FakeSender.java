package io.picsou.transport;

import io.picsou.core.entry.Frame;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Epochs;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.SenderCounters;
import io.picsou.core.protocol.SenderProtocol;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A protocol that sends every run to receiver 0 and notes what it hears. */
final class FakeSender implements SenderProtocol {
  final Queue<Envelope> heard = new ConcurrentLinkedQueue<>();
  volatile boolean windowFull;
  volatile RuntimeException broken;
  private final ArrayDeque<Envelope> out = new ArrayDeque<>();
  private long offered;

  @Override
  public boolean offer(Frame run, long nowNanos) {
    if (windowFull) {
      return false;
    }
    offered = run.last();
    out.add(new Envelope(Peer.receiver(0), new Epochs(0, 0), new Message.Data(run, false, 0)));
    return true;
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    heard.add(envelope);
  }

  @Override
  public void tick(long nowNanos) {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public long nextDeadlineNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public Envelope poll() {
    return out.poll();
  }

  @Override
  public Evidence pollEvidence() {
    return null;
  }

  @Override
  public long offered() {
    return offered;
  }

  @Override
  public long quacked() {
    return 0;
  }

  @Override
  public long historyWanted() {
    return 0;
  }

  @Override
  public void history(Frame run, long nowNanos) {}

  @Override
  public SenderCounters counters() {
    return new SenderCounters(0, 0, 0, 0, 0, 0);
  }
}
