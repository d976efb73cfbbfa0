package io.picsou.rsm.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.RequestOp;
import io.picsou.rsm.RsmException;

/**
 * The key in the target that says up to which sequence a log was applied; its value is that number
 * in decimal, and it is absent before the first. Stateless and thread-safe.
 */
record AppliedMark(ByteString key) {
  static AppliedMark of(String prefix, String rsmId) {
    return new AppliedMark(ByteString.copyFromUtf8(prefix + rsmId));
  }

  RangeRequest read() {
    return RangeRequest.newBuilder().setKey(key).build();
  }

  RequestOp write(long sequence) {
    return RequestOp.newBuilder()
        .setRequestPut(PutRequest.newBuilder().setKey(key).setValue(text(sequence)))
        .build();
  }

  /** Holds if the log was applied up to exactly this sequence. */
  Compare is(long sequence) {
    Compare.Builder compare =
        Compare.newBuilder().setKey(key).setResult(Compare.CompareResult.EQUAL);
    return sequence == 0
        ? compare.setTarget(Compare.CompareTarget.CREATE).setCreateRevision(0).build()
        : compare.setTarget(Compare.CompareTarget.VALUE).setValue(text(sequence)).build();
  }

  /** The sequence in the answer to {@link #read}. */
  long sequence(RangeResponse answer) {
    if (answer.getKvsCount() == 0) {
      return 0;
    }
    KeyValue found = answer.getKvs(0);
    String value = found.getValue().toStringUtf8();
    if (!value.matches("[1-9][0-9]{0,18}")) {
      throw RsmException.fatal(
          "etcd key " + this + " should hold the applied sequence, but holds '" + value + "'");
    }
    return Long.parseLong(value);
  }

  private static ByteString text(long sequence) {
    return ByteString.copyFromUtf8(Long.toString(sequence));
  }

  @Override
  public String toString() {
    return key.toStringUtf8();
  }
}
