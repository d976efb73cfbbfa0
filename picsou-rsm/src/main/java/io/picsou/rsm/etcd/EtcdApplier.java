package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.rsm.EntryApplier;
import io.picsou.rsm.RsmException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies entries whose payloads are {@link EtcdRevision}s to an etcd cluster, exactly once: every
 * transaction also moves the applied sequence, under a key of its own, and only if that is where it
 * was thought to be. So a transaction whose outcome is unknown is simply sent again, and of two
 * appliers at work on the same log one just finds the work done. Each revision is applied whole;
 * consecutive ones share a transaction where they can.
 */
public final class EtcdApplier implements EntryApplier {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdApplier.class);

  private final EtcdTarget target;
  private final AppliedMark mark;
  private final int txnOps;
  private final TxnBatch batch;
  private long applied;

  private EtcdApplier(EtcdConfig config, AppliedMark mark) {
    this.target = new EtcdTarget(config);
    this.mark = mark;
    this.txnOps = config.txnOps();
    this.batch = new TxnBatch(txnOps - 1, config.txnBytes());
  }

  /**
   * Opens an applier and reads the applied sequence.
   *
   * @param rsmId the replicated state machine whose log is applied; names the key of the sequence
   * @throws RsmException if etcd cannot be read within {@code etcd.unreachable.timeout.ms}
   */
  public static EtcdApplier open(EtcdConfig config, String rsmId) throws InterruptedException {
    AppliedMark mark = AppliedMark.of(config.appliedPrefix(), rsmId);
    EtcdApplier applier = new EtcdApplier(config, mark);
    try {
      applier.applied =
          mark.sequence(applier.target.call("reading " + mark, kv -> kv.range(mark.read())));
      return applier;
    } catch (RsmException | InterruptedException e) {
      applier.close();
      throw e;
    }
  }

  @Override
  public long applied() {
    return applied;
  }

  @Override
  public void apply(Frame run) throws InterruptedException {
    for (Entry entry : run.entries()) {
      if (entry.sequence() > position()) {
        accept(entry);
      }
    }
  }

  /** The last sequence that is applied or waits in the batch. */
  private long position() {
    return batch.isEmpty() ? applied : batch.last();
  }

  private void accept(Entry entry) throws InterruptedException {
    if (entry.sequence() != position() + 1) {
      throw RsmException.fatal(
          "entry %d came where entry %d belongs: it cannot be applied to etcd %s"
              .formatted(entry.sequence(), position() + 1, target));
    }
    EtcdRevision revision = decode(entry);
    if (!batch.add(entry.sequence(), revision)) {
      flush();
      // Another applier of this log may have got further.
      if (entry.sequence() > applied) {
        accept(entry);
      }
    }
  }

  private EtcdRevision decode(Entry entry) throws InterruptedException {
    try {
      return EtcdRevision.decode(entry.payload());
    } catch (IllegalArgumentException e) {
      flush();
      throw new RsmException(
          "entry %d is not an etcd revision (%s): only a log read from etcd can be applied to etcd"
              .formatted(entry.sequence(), e.getMessage()),
          false,
          e);
    }
  }

  @Override
  public void flush() throws InterruptedException {
    while (!batch.isEmpty()) {
      String what = "the transaction of entries " + batch.first() + "-" + batch.last();
      TxnRequest txn = transaction(what);
      TxnResponse answer = target.call(what, kv -> kv.txn(txn));
      long now =
          answer.getSucceeded()
              ? batch.last()
              : mark.sequence(answer.getResponses(0).getResponseRange());
      settle(now);
    }
  }

  private TxnRequest transaction(String what) {
    List<RequestOp> operations;
    try {
      operations = TxnNesting.within(txnOps - 1, batch.requests());
    } catch (IllegalArgumentException e) {
      throw new RsmException(
          "%s has more operations than %s=%d allows; raise it and the target's --max-txn-ops"
              .formatted(what, EtcdConfig.TXN_OPS, txnOps),
          false,
          e);
    }
    return TxnRequest.newBuilder()
        .addCompare(mark.is(applied))
        .addSuccess(mark.write(batch.last()))
        .addAllSuccess(operations)
        .addFailure(RequestOp.newBuilder().setRequestRange(mark.read()))
        .build();
  }

  /** Takes over what the target says is applied. */
  private void settle(long now) {
    if (now <= applied) {
      throw RsmException.fatal(
          "etcd %s: key %s says that entry %d was applied last, but it was entry %d: it was changed"
                  .formatted(target, mark, now, applied)
              + " by someone else, or the cluster was restored; reset the connector's offsets to"
              + " apply from there");
    }
    if (now != batch.last()) {
      LOG.info("etcd {}: another applier has got to entry {} of {}", target, now, mark);
    }
    applied = now;
    batch.dropThrough(now);
  }

  @Override
  public void close() {
    target.close();
  }
}
