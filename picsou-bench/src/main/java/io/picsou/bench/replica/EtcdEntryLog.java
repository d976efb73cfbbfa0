package io.picsou.bench.replica;

import com.google.protobuf.ByteString;
import io.picsou.bench.etcd.EtcdClient;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.etcd.EtcdApplier;
import io.picsou.rsm.etcd.EtcdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a receiver's entries come to in etcd, by its duty. */
final class EtcdEntryLog {
  private EtcdEntryLog() {}

  static EntryLog open(EtcdPlan plan) {
    return switch (plan.duty()) {
      case APPLY -> new Applied(applier(plan));
      case APPLY_SHARE -> new Share(applier(plan));
      case FOLLOW -> new Followed(plan);
      case RECONCILE -> new Reconciled(plan.endpoints().get(0));
    };
  }

  /** With the settings that a connector has by default. */
  private static EntryApplier applier(EtcdPlan plan) {
    EtcdConfig config =
        EtcdConfig.of(Map.of(EtcdConfig.ENDPOINTS, String.join(",", plan.endpoints())));
    try {
      return EtcdApplier.open(config, plan.log());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while waiting for etcd", e);
  }

  /** Applied as an etcd sink connector does. */
  private record Applied(EntryApplier applier) implements EntryLog {
    @Override
    public void append(Frame run) {
      try {
        applier.apply(run);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    @Override
    public long force(long last) {
      try {
        applier.flush();
        return applier.applied();
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    @Override
    public void close() {
      applier.close();
    }
  }

  /** A log with gaps, which an applier refuses, as one without. */
  private static final class Share implements EntryLog {
    private final Applied target;
    private long count;

    Share(EntryApplier applier) {
      this.target = new Applied(applier);
    }

    @Override
    public void append(Frame run) {
      List<Entry> dense = new ArrayList<>();
      for (Entry entry : run.entries()) {
        dense.add(Entry.of(++count, entry.payload()));
      }
      target.append(Frame.of(dense));
    }

    @Override
    public long force(long last) {
      target.force(count);
      return last;
    }

    @Override
    public void close() {
      target.close();
    }
  }

  /** Another receiver applies; this one asks its own member how far the cluster is. */
  private static final class Followed implements EntryLog {
    /** The pause between questions: each one goes to the cluster's leader. */
    private static final long PAUSE_NANOS = 10_000_000;

    private final EtcdClient own;
    private final ByteString mark;
    private long applied;
    private long askedNanos;

    Followed(EtcdPlan plan) {
      own = new EtcdClient(plan.endpoints().get(0));
      mark = ByteString.copyFromUtf8(EtcdConfig.DEFAULT_APPLIED_PREFIX + plan.log());
      askedNanos = System.nanoTime() - PAUSE_NANOS;
    }

    @Override
    public void append(Frame run) {}

    @Override
    public long force(long last) {
      long now = System.nanoTime();
      if (applied < last && now - askedNanos >= PAUSE_NANOS) {
        askedNanos = now;
        applied = own.now(mark).map(kv -> Long.parseLong(kv.getValue().toStringUtf8())).orElse(0L);
      }
      return Math.min(last, applied);
    }

    @Override
    public void close() {
      own.close();
    }
  }
}
