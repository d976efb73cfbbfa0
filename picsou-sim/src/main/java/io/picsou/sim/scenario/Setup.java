package io.picsou.sim.scenario;

import io.picsou.core.cluster.Link;
import io.picsou.core.protocol.LinkOptions;
import io.picsou.core.strategy.Strategy;
import io.picsou.sim.net.NetworkOptions;
import io.picsou.sim.node.World;

/**
 * The system under test.
 *
 * @param strategy the protocol
 * @param link both clusters
 * @param options the link's settings
 * @param network what carries it
 * @param habits what replicas do besides
 * @param proofs whether entries carry commit proofs, and receivers take no others
 */
public record Setup(
    Strategy strategy,
    Link link,
    LinkOptions options,
    NetworkOptions network,
    World.Habits habits,
    boolean proofs) {
  /** The same between other clusters. */
  public Setup with(Link other) {
    return new Setup(strategy, other, options, network, habits, proofs);
  }

  /** The same over another network. */
  public Setup with(NetworkOptions other) {
    return new Setup(strategy, link, options, other, habits, proofs);
  }
}
