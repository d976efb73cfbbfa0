package io.picsou.rsm.etcd;

import io.etcd.jetcd.api.Event;
import java.util.List;

/**
 * All events of one revision, in the order etcd reports them.
 *
 * @param events at least one
 */
record RevisionEvents(long revision, List<Event> events) {}
