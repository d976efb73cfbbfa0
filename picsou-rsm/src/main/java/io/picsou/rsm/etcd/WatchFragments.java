package io.picsou.rsm.etcd;

import com.google.protobuf.UnknownFieldSet;
import io.etcd.jetcd.api.WatchCreateRequest;
import io.etcd.jetcd.api.WatchResponse;

/**
 * Fragmented watch responses: etcd 3.4 and newer cut a response at about 2 MB if asked to; else a
 * thousand old revisions come as one message however large. jetcd's copy of etcd's schema lacks the
 * two fields, so they are written and read by number. Stateless.
 */
final class WatchFragments {
  private static final int REQUEST_FIELD = 8;
  private static final int RESPONSE_FIELD = 7;

  private WatchFragments() {}

  static WatchCreateRequest.Builder request(WatchCreateRequest.Builder request) {
    return request.setUnknownFields(
        UnknownFieldSet.newBuilder()
            .addField(REQUEST_FIELD, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build());
  }

  /** Whether the next response of the watch goes on where this one ends. */
  static boolean continues(WatchResponse response) {
    return response.getUnknownFields().getField(RESPONSE_FIELD).getVarintList().contains(1L);
  }
}
