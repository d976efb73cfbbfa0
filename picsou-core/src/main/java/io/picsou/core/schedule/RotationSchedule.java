package io.picsou.core.schedule;

import io.picsou.core.cluster.Link;

/**
 * Equal shares for everyone: turns go round the senders, and the first receiver moves on by one
 * each round, so that every sender meets every receiver.
 */
public final class RotationSchedule implements Schedule {
  private final int senders;
  private final int receivers;

  public RotationSchedule(Link link) {
    this.senders = link.sending().size();
    this.receivers = link.receiving().size();
  }

  @Override
  public int sender(long turn, int attempt) {
    return (int) ((turn + attempt) % senders);
  }

  @Override
  public int receiver(long turn, int attempt) {
    return (int) ((turn % senders + turn / senders + attempt) % receivers);
  }
}
