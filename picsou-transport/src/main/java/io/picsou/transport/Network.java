package io.picsou.transport;

import io.grpc.Status;
import io.picsou.core.cluster.Cluster;
import io.picsou.core.cluster.Link;
import io.picsou.core.cluster.Replica;
import io.picsou.core.cluster.Tally;
import io.picsou.core.proof.ProofFilter;
import io.picsou.core.proof.ProofVerifier;
import io.picsou.core.proof.SigningCluster;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Message;
import io.picsou.core.protocol.Peer;
import io.picsou.core.protocol.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers of one endpoint: who is connected, what waits for whom. Every endpoint knows all
 * replicas of the link that it may exchange messages with; a sender dials every receiver, and of
 * two receivers the higher id dials the lower, so that each pair shares one stream. Driver thread
 * only, but for {@link #status} and {@link #newSession}.
 */
final class Network {
  /** Bytes that may have arrived without being handled yet. */
  static final long INBOUND_BYTES = 8L << 20;

  /** Takes what peers send. */
  interface Inlet {
    void handle(Envelope envelope, long nowNanos);

    void report(Evidence evidence, String detail);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Network.class);

  private final Identity identity;
  private final Greeting greeting;
  private final Driver driver;
  private final Inlet inlet;
  private final WireAcks acks = new WireAcks();
  private final InboundBudget budget = new InboundBudget(INBOUND_BYTES);
  private final Map<Peer, RemotePeer> remotes = new LinkedHashMap<>();

  /** Those that something waits for: with many peers, no cycle looks at all of them. */
  private final List<RemotePeer> busy = new ArrayList<>();

  private final List<Dialer> dialers = new ArrayList<>();
  private final ArrayDeque<Withheld> withheld = new ArrayDeque<>();
  private final ProofFilter proofs;
  private Reception reception;

  /** Until when messages are kept for peers that have not come yet. */
  private final long graceEndNanos;

  private boolean grace = true;

  private long batchesSent;
  private long batchesReceived;
  private long bytesReceived;
  private long bytesFromPeers;
  private long corrupt;
  private long connections;
  private long dropped;
  private long unjudged;

  /** A batch of a sender that is not handled yet. */
  private record Withheld(Session session, Session.Inbound batch) {}

  Network(Identity identity, Driver driver, Inlet inlet, long nowNanos) {
    this.graceEndNanos = nowNanos + identity.options().connection().connectTimeout().toNanos();
    this.identity = identity;
    this.greeting = new Greeting(identity);
    this.proofs = proofs(identity);
    this.driver = driver;
    this.inlet = inlet;
    OutboxPool pool = new OutboxPool(identity.options().link().sendWindowBytes());
    if (identity.self().side() == Side.RECEIVING) {
      addRemotes(identity.link().sending(), Side.SENDING, pool);
    }
    addRemotes(identity.link().receiving(), Side.RECEIVING, pool);
  }

  /** Only receivers take in entries. */
  private static ProofFilter proofs(Identity identity) {
    Link link = identity.link();
    List<SigningCluster> signers = identity.options().signers();
    if (identity.self().side() == Side.SENDING) {
      return null;
    }
    if (!signers.isEmpty()) {
      return new ProofFilter(new ProofVerifier(link.sending().id(), signers));
    }
    if (link.sending().thresholds().r() > 0 || link.receiving().thresholds().r() > 0) {
      LOG.warn(
          "link {}: replicas may lie (r > 0), but {} is not set: entries are taken without proof"
              + " that {} committed them",
          link.id(),
          LinkKeys.SENDING_KEYS,
          link.sending().id());
    }
    return null;
  }

  private void addRemotes(Cluster cluster, Side side, OutboxPool pool) {
    for (Replica replica : cluster.replicas()) {
      Peer peer = new Peer(side, replica.id());
      if (!peer.equals(identity.self())) {
        String address = side == Side.SENDING ? "" : replica.address();
        Outbox outbox = new Outbox(identity.options().batching(), pool, acks);
        remotes.put(peer, new RemotePeer(peer, address, outbox));
      }
    }
  }

  /** Starts to dial those that this endpoint dials. */
  void dial(Dialer.Channels channels, long nowNanos) {
    Peer self = identity.self();
    for (RemotePeer remote : remotes.values()) {
      Peer peer = remote.peer();
      if (peer.side() == Side.RECEIVING
          && (self.side() == Side.SENDING || peer.replica() < self.replica())) {
        dialers.add(new Dialer(remote, this, channels, nowNanos));
      }
    }
  }

  /** Lets others dial this endpoint; the result is to be served. */
  Reception receive() {
    reception = new Reception(this, driver);
    return reception;
  }

  Identity identity() {
    return identity;
  }

  Greeting greeting() {
    return greeting;
  }

  /** Any thread. */
  Session newSession(Session.Owner owner) {
    return new Session(owner, driver, budget, proofs);
  }

  RemotePeer remote(Peer peer) {
    return remotes.get(peer);
  }

  void connected() {
    connections++;
  }

  void send(Envelope envelope) {
    RemotePeer remote = remotes.get(envelope.peer());
    if (remote == null) {
      throw new IllegalStateException(identity.self() + " has no way to " + envelope.peer());
    }
    if (remote.add(envelope)) {
      busy.add(remote);
    }
  }

  /**
   * A batch has come in. What a sender sends waits while too much waits for peers already, and its
   * sender with it: every entry that is taken in is to be forwarded to all of them.
   */
  void received(Session from, Session.Inbound batch, long nowNanos) {
    RemotePeer remote = from.peer() == null ? null : remotes.get(from.peer());
    if (remote != null && remote.session() == from) {
      remote.heard();
      if (batch.ping()) {
        from.send(Wire.Batch.getDefaultInstance());
      }
      if (from.peer().side() == Side.SENDING && (!withheld.isEmpty() || congested(nowNanos))) {
        withheld.add(new Withheld(from, batch));
        return;
      }
    }
    take(from, batch, nowNanos);
  }

  /** Handles a batch, unless its sender is gone since. */
  private void take(Session from, Session.Inbound batch, long nowNanos) {
    RemotePeer remote = from.peer() == null ? null : remotes.get(from.peer());
    if (remote != null && remote.session() == from) {
      batchesReceived++;
      bytesReceived += batch.bytes();
      if (remote.peer().side() == identity.self().side()) {
        bytesFromPeers += batch.bytes();
      }
      handle(remote.peer(), batch.content(), nowNanos);
    }
    from.handled(batch);
  }

  private void handle(Peer peer, BatchCodec.Decoded content, long nowNanos) {
    if (content.corrupt() > 0) {
      corrupt += content.corrupt();
      Evidence evidence = new Evidence(peer, Evidence.Rule.WRONG_PAYLOAD, 0);
      for (int i = 0; i < content.corrupt(); i++) {
        inlet.report(evidence, content.problem());
      }
    }
    for (ProofFilter.Breach breach : content.breaches()) {
      inlet.report(
          new Evidence(peer, breach.rule(), breach.sequence()), "entry " + breach.sequence());
    }
    if (content.unjudged() > 0 && unjudged == 0) {
      LOG.warn(
          "{} sent entries that were signed under an epoch whose keys are not known; they are"
              + " refused until {} has them",
          peer,
          LinkKeys.EARLIER_KEYS);
    }
    unjudged += content.unjudged();
    for (Message message : content.messages()) {
      inlet.handle(new Envelope(peer, content.epochs(), message), nowNanos);
    }
  }

  /**
   * Whether too much waits for receivers, so that whoever makes entries should pause. Those that
   * are only slow are waited for, or they would be left behind and have to be helped, which costs
   * all of them more ({@link Tally#isWorthAPause}). One that stays congested may be faulty, and
   * what is dropped for it is repaired; unless these are more than u, or the strategy repairs
   * nothing.
   */
  boolean congested(long nowNanos) {
    Cluster receiving = identity.link().receiving();
    Tally slow = new Tally(receiving);
    Tally waitedFor = new Tally(receiving);
    for (RemotePeer remote : busy) {
      if (remote.congested() && remote.peer().side() == Side.RECEIVING) {
        slow.add(remote.peer().replica());
      }
      if (remote.worthAPause(nowNanos) && remote.peer().side() == Side.RECEIVING) {
        waitedFor.add(remote.peer().replica());
      }
    }
    return waitedFor.isWorthAPause() || slow.stake() > (repairs() ? receiving.thresholds().u() : 0);
  }

  private boolean repairs() {
    return identity.options().strategy().repairs();
  }

  /**
   * Whether it is of use to send: receivers with the stake of a QUACK are connected. At first all
   * but u are waited for, or all where nothing repairs what a late one misses, so that a start does
   * not look like losses; but not for ever, they may be down.
   */
  boolean reachable() {
    Cluster receiving = identity.link().receiving();
    long stake = 0;
    for (RemotePeer remote : remotes.values()) {
      if (remote.session() != null) {
        stake += receiving.stake(remote.peer().replica());
      }
    }
    long spared = repairs() ? receiving.thresholds().u() : 0;
    long awaited = receiving.totalStake() - spared;
    return stake >= (grace ? awaited : receiving.quackStake());
  }

  /** Dials and gives up; whatever is due. */
  void run(long nowNanos) {
    for (Dialer dialer : dialers) {
      dialer.run(nowNanos);
    }
    if (reception != null) {
      reception.run(nowNanos);
    }
    if (grace && nowNanos - graceEndNanos >= 0) {
      grace = false;
      remotes.values().forEach(RemotePeer::stopWaiting);
    }
  }

  /** Writes what there is, and takes in what senders sent if that relieved a congestion. */
  void flush(long nowNanos) {
    do {
      busy.removeIf(remote -> !flush(remote, nowNanos));
    } while (resume(nowNanos));
  }

  /** Returns whether something still waits. */
  private boolean flush(RemotePeer remote, long nowNanos) {
    long sentBefore = remote.batchesSent();
    long droppedBefore = remote.dropped();
    boolean waits = remote.flush(nowNanos);
    batchesSent += remote.batchesSent() - sentBefore;
    dropped += remote.dropped() - droppedBefore;
    return waits;
  }

  /** Returns whether anything was taken in. */
  private boolean resume(long nowNanos) {
    boolean taken = false;
    while (!withheld.isEmpty() && !congested(nowNanos)) {
      Withheld next = withheld.poll();
      take(next.session(), next.batch(), nowNanos);
      taken = true;
    }
    return taken;
  }

  /** How long nothing is due by itself. */
  long idleNanos(long nowNanos) {
    long idle = grace ? until(graceEndNanos, nowNanos) : Long.MAX_VALUE;
    if (reception != null) {
      idle = Math.min(idle, until(reception.deadlineNanos(), nowNanos));
    }
    for (Dialer dialer : dialers) {
      idle = Math.min(idle, until(dialer.deadlineNanos(), nowNanos));
    }
    for (RemotePeer remote : busy) {
      idle = Math.min(idle, until(remote.deadlineNanos(nowNanos), nowNanos));
    }
    return idle;
  }

  /** The time left to a deadline, {@link Long#MAX_VALUE} standing for none. */
  static long until(long deadlineNanos, long nowNanos) {
    return deadlineNanos == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, deadlineNanos - nowNanos);
  }

  NetworkCounters counters(long evidence) {
    return new NetworkCounters(
        batchesSent,
        batchesReceived,
        bytesReceived,
        bytesFromPeers,
        dropped,
        corrupt,
        evidence,
        connections,
        reception == null ? 0 : reception.refusals());
  }

  /** One line per peer. Any thread. */
  String status() {
    return remotes.values().stream().map(RemotePeer::status).collect(Collectors.joining("\n"));
  }

  /** Ends every stream; does not wait. */
  void close(Status status) {
    dialers.forEach(Dialer::close);
    remotes.values().forEach(remote -> remote.close(status));
  }

  /** Waits until dialled connections have released what they held. */
  void awaitClosed() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    for (Dialer dialer : dialers) {
      dialer.awaitClosed(end - System.nanoTime());
    }
  }
}
