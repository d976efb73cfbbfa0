package io.picsou.core.schedule;

import io.picsou.core.cluster.Link;

/**
 * Equal shares for everyone: turns go round the senders, and the receiver moves on by one each
 * round, so that every sender meets every receiver.
 */
final class Rotation implements Dispatch {
  private final int senders;
  private final int receivers;

  Rotation(Link link) {
    this.senders = link.sending().size();
    this.receivers = link.receiving().size();
  }

  @Override
  public int sender(long turn) {
    return (int) (turn % senders);
  }

  @Override
  public int receiver(long turn) {
    return (int) ((turn % senders + turn / senders) % receivers);
  }
}
