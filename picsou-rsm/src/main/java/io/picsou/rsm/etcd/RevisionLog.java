package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Event;
import io.picsou.core.entry.Entry;
import io.picsou.core.entry.EntryCodec;
import io.picsou.rsm.RsmException;
import java.util.ArrayList;
import java.util.List;

/** Turns revisions into entries, one each, and makes sure that none is missing. Not thread-safe. */
final class RevisionLog {
  private final List<EtcdEndpoint> endpoints;
  private final KeyFilter filter;
  private final ByteString appliedPrefix;
  private final boolean forwardApplied;
  private final long base;
  private long cursor;

  RevisionLog(EtcdConfig config, long afterSequence) {
    this.endpoints = config.endpoints();
    this.filter = config.filter();
    this.appliedPrefix = ByteString.copyFromUtf8(config.appliedPrefix());
    this.forwardApplied = config.forwardApplied();
    this.base = config.baseRevision();
    this.cursor = base + afterSequence + 1;
  }

  /** The revision that comes next. */
  long cursor() {
    return cursor;
  }

  /**
   * The entry of the revision at the cursor, which moves on.
   *
   * @throws RsmException if it is another revision, or too large for an entry
   */
  Entry next(RevisionEvents revision) {
    if (revision.revision() != cursor) {
      throw RsmException.fatal(
          "etcd member %s went from revision %d to %d: revisions are missing in between; compare"
                  .formatted(endpoints, cursor - 1, revision.revision())
              + " the member with its cluster (etcdctl endpoint hashkv) before reading on");
    }
    Entry entry = Entry.of(cursor - base, new EtcdRevision(operations(revision)).encode());
    long bytes = EntryCodec.encodedBytes(entry);
    if (bytes > EntryCodec.MAX_ENTRY_BYTES) {
      throw RsmException.fatal(
          "revision %d of etcd member %s makes an entry of %d bytes, the limit is %d"
                  .formatted(cursor, endpoints, bytes, EntryCodec.MAX_ENTRY_BYTES)
              + "; leave its keys out by "
              + EtcdConfig.EXCLUDE);
    }
    cursor++;
    return entry;
  }

  private List<EtcdRevision.Operation> operations(RevisionEvents revision) {
    List<EtcdRevision.Operation> operations = new ArrayList<>(revision.events().size());
    for (Event event : revision.events()) {
      ByteString key = event.getKv().getKey();
      boolean mark = key.startsWith(appliedPrefix);
      if (mark && !forwardApplied) {
        return List.of();
      }
      if (!mark && filter.accepts(key)) {
        operations.add(
            event.getType() == Event.EventType.DELETE
                ? EtcdRevision.Operation.delete(key)
                : EtcdRevision.Operation.put(key, event.getKv().getValue()));
      }
    }
    return operations;
  }
}
