package io.picsou.core.protocol;

import io.picsou.core.cluster.Link;

/**
 * The configuration of both clusters under which a message was sent (docs/protocol.md, section 8).
 */
public record Epochs(long sending, long receiving) {
  /** The epochs of a link's configuration. */
  public static Epochs of(Link link) {
    return new Epochs(link.sending().epoch(), link.receiving().epoch());
  }

  /** Whether either cluster has gone further than in another configuration. */
  public boolean isNewerThan(Epochs other) {
    return sending > other.sending || receiving > other.receiving;
  }
}
