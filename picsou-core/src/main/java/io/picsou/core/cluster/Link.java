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
}
