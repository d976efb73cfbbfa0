package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.WatchResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the revisions of one watch together from its responses. A response holds whole revisions,
 * unless it is a fragment: then the last revision may go on in the next one. Not thread-safe.
 */
final class RevisionAssembler {
  private long revision;
  private List<Event> events = new ArrayList<>();

  /** The revisions that are complete with this response, in order. */
  List<RevisionEvents> add(WatchResponse response) {
    List<RevisionEvents> complete = new ArrayList<>();
    for (Event event : response.getEventsList()) {
      if (event.getKv().getModRevision() != revision) {
        finish(complete);
        revision = event.getKv().getModRevision();
      }
      events.add(event);
    }
    if (!WatchFragments.continues(response)) {
      finish(complete);
    }
    return complete;
  }

  private void finish(List<RevisionEvents> complete) {
    if (!events.isEmpty()) {
      complete.add(new RevisionEvents(revision, events));
      events = new ArrayList<>();
    }
  }
}
