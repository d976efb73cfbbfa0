package io.picsou.rsm.etcd;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.CommittedLogReader;
import io.picsou.rsm.RsmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads the committed log of an etcd cluster at one of its members: entry k is revision {@code
 * etcd.base.revision + k}, its payload an {@link EtcdRevision}. Revisions are dense over the whole
 * key space, so the whole key space is watched, and filtered here: every member gives the same
 * sequence with and without a filter, and a missing revision is seen.
 *
 * <p>Connecting, and connecting again after any trouble, happens within {@link #read}, which
 * returns null meanwhile. A member that is cut off from its cluster just has nothing new.
 */
public final class EtcdLogReader implements CommittedLogReader {
  private final MemberWatch watch;
  private final RevisionLog log;
  private final Deque<Entry> ready = new ArrayDeque<>();
  private long readyBytes;
  private RsmException trouble;

  private EtcdLogReader(EtcdConfig config, long afterSequence, String clusterId) {
    EtcdMember member = new EtcdMember(config, config.endpoints().get(0));
    this.watch = new MemberWatch(config, member, clusterId);
    this.log = new RevisionLog(config, afterSequence);
  }

  /**
   * Opens a reader; etcd need not be there yet.
   *
   * @param afterSequence the last sequence that was read before, 0 to start at the beginning
   * @param clusterId what {@link #clusterId} gave when that was read; null if not known
   * @throws ConfigException if the configuration names more than one member
   */
  public static EtcdLogReader open(EtcdConfig config, long afterSequence, String clusterId) {
    if (config.endpoints().size() != 1) {
      throw new ConfigException(
          EtcdConfig.ENDPOINTS, config.endpoints(), "a source reads one member: name exactly one");
    }
    return new EtcdLogReader(config, afterSequence, clusterId);
  }

  /**
   * The id of the cluster that is read, in hexadecimal as etcdctl shows it; null before the first
   * entry. Keep it with the sequence: another cluster at the same address is then refused.
   */
  public String clusterId() {
    return watch.clusterId();
  }

  @Override
  public Frame read(int maxBytes, Duration timeout) throws InterruptedException {
    if (ready.isEmpty() && trouble == null) {
      fetch(timeout);
    }
    while (readyBytes < maxBytes && trouble == null && fetch(Duration.ZERO)) {
      // As many as are there.
    }
    Frame run = take(maxBytes);
    if (run == null && trouble != null) {
      throw report();
    }
    return run;
  }

  /** Fetches what is there; trouble is kept until what came before it has been read. */
  private boolean fetch(Duration timeout) throws InterruptedException {
    try {
      List<RevisionEvents> revisions = watch.next(log.cursor(), timeout);
      if (revisions == null) {
        return false;
      }
      revisions.stream().filter(each -> each.revision() >= log.cursor()).forEach(this::accept);
      return true;
    } catch (RsmException e) {
      trouble = e;
      return false;
    }
  }

  private RsmException report() {
    RsmException reported = trouble;
    if (reported.retriable()) {
      trouble = null;
    }
    return reported;
  }

  private void accept(RevisionEvents revision) {
    Entry entry = log.next(revision);
    ready.add(entry);
    readyBytes += EntryCodec.encodedBytes(entry);
  }

  private Frame take(int maxBytes) {
    List<Entry> run = new ArrayList<>();
    long bytes = 0;
    while (!ready.isEmpty()) {
      long size = EntryCodec.encodedBytes(ready.getFirst());
      if (!run.isEmpty() && bytes + size > maxBytes) {
        break;
      }
      bytes += size;
      run.add(ready.removeFirst());
    }
    readyBytes -= bytes;
    return run.isEmpty() ? null : Frame.of(run);
  }

  @Override
  public void close() {
    watch.close();
  }
}
