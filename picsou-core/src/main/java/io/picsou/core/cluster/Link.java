package io.picsou.core.cluster;

/**
 * One direction between two clusters: the sending one transmits its committed log to the receiving
 * one.
 *
 * @param id names the link; both ends must agree on it
 * @param sending the cluster S whose log is carried
 * @param receiving the cluster R that it is carried to
 */
public record Link(String id, Cluster sending, Cluster receiving) {
  public Link {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a link needs a non-empty id");
    }
    if (sending.id().equals(receiving.id())) {
      throw new IllegalArgumentException(
          "link " + id + ": sending and receiving cluster are both named " + sending.id());
    }
  }

  /**
   * Checks that another configuration of this link may follow this one (docs/protocol.md, section
   * 8): the same link between the same clusters, under a higher epoch of at least one of them, with
   * nothing changed under an epoch that stays.
   *
   * @throws IllegalArgumentException saying why not
   */
  public void requireSuccessor(Link next) {
    if (!next.id.equals(id)
        || !next.sending.id().equals(sending.id())
        || !next.receiving.id().equals(receiving.id())) {
      throw new IllegalArgumentException(
          "link "
              + next.name()
              + " cannot follow link "
              + name()
              + ": they differ in more than"
              + " their epochs");
    }
    if (next.sending.equals(sending) && next.receiving.equals(receiving)) {
      throw new IllegalArgumentException("link " + id + " is configured like that already");
    }
    requireHigherEpoch(sending, next.sending);
    requireHigherEpoch(receiving, next.receiving);
  }

  private String name() {
    return id + " from " + sending.id() + " to " + receiving.id();
  }

  private static void requireHigherEpoch(Cluster now, Cluster next) {
    if (!next.equals(now) && next.epoch() <= now.epoch()) {
      throw new IllegalArgumentException(
          "cluster "
              + now.id()
              + " has epoch "
              + now.epoch()
              + "; another configuration of it needs a higher one, not "
              + next.epoch());
    }
  }
}
