package io.picsou.transport;

import io.grpc.Server;
import io.grpc.Status;
import io.netty.handler.ssl.SslContext;
import io.picsou.core.protocol.Envelope;
import io.picsou.core.protocol.Evidence;
import io.picsou.core.protocol.Protocol;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What senders and receivers have in common: a protocol core between the application and the
 * network. One cycle of the driver: messages go into the core, time passes, what the application
 * has goes in, what comes out goes to the peers.
 */
final class EndpointLoop implements Driver.Work, Network.Inlet {
  /** The application's side of the core. Called by the driver thread only. */
  interface Application {
    /**
     * Moves entries between the application and the core, as far as there is room.
     *
     * @return whether it stopped early, because of congestion or for the others' turn
     */
    boolean exchange(long nowNanos);

    /** Publishes figures of the core for other threads. */
    void publish();

    /** Lets everybody go who waits: the endpoint is closed or failed. */
    void stop();
  }

  private static final Logger LOG = LoggerFactory.getLogger(EndpointLoop.class);

  private final Protocol core;
  private final Network network;
  private final Driver driver;
  private final Set<String> reported = new HashSet<>();
  private Application application;
  private Server server;
  private long evidence;
  private boolean ticked;
  private volatile NetworkCounters counters = NetworkCounters.ZERO;

  EndpointLoop(Identity identity, Protocol core) {
    this.core = core;
    this.driver =
        new Driver(
            "picsou-" + identity.link().id() + "-" + identity.self(),
            () ->
                identity
                    .options()
                    .batching()
                    .lingerNanos(identity.peers(), Driver.runningPerProcessor()));
    this.network = new Network(identity, driver, this, System.nanoTime());
  }

  /** Binds an address; returns the port. */
  int listen(String address) {
    Identity identity = network.identity();
    String owner = identity.self() + " of link " + identity.link().id();
    TlsFiles tls = identity.options().tls();
    SslContext context = tls == null ? null : tls.server();
    server =
        Grpc.serve(network.receive(), address, owner, identity.options().connection(), context);
    return server.getPort();
  }

  void start(Application toServe) {
    application = toServe;
    ConnectionOptions options = network.identity().options().connection();
    TlsFiles tls = network.identity().options().tls();
    SslContext context = tls == null ? null : tls.client();
    network.dial(address -> Grpc.channel(address, options, context), System.nanoTime());
    driver.start(this);
  }

  @Override
  public long run(long nowNanos) {
    core.stretchAcks(BatchOptions.crowding(Driver.runningPerProcessor()));
    if (!ticked || Network.until(core.nextDeadlineNanos(), nowNanos) == 0) {
      ticked = true;
      core.tick(nowNanos);
      transmit();
    }
    network.run(nowNanos);
    boolean more = application.exchange(nowNanos);
    transmit();
    network.flush(nowNanos);
    for (Evidence next = core.pollEvidence(); next != null; next = core.pollEvidence()) {
      report(next, "entry " + next.sequence());
    }
    application.publish();
    counters = network.counters(evidence);
    if (more && !network.congested(nowNanos)) {
      return 0;
    }
    return Math.min(network.idleNanos(nowNanos), Network.until(core.nextDeadlineNanos(), nowNanos));
  }

  /** Passes on what the core has to send. */
  void transmit() {
    for (Envelope next = core.poll(); next != null; next = core.poll()) {
      network.send(next);
    }
  }

  @Override
  public void handle(Envelope envelope, long nowNanos) {
    core.handle(envelope, nowNanos);
    transmit();
  }

  /**
   * Counts every breach, and logs the first of each kind and peer: a liar may produce any number.
   */
  @Override
  public void report(Evidence found, String detail) {
    evidence++;
    if (reported.add(found.peer() + " " + found.rule())) {
      LOG.warn(
          "evidence against {}: {} ({}); more of the same is only counted",
          found.peer(),
          found.rule(),
          detail);
    }
  }

  @Override
  public void stop(Throwable cause) {
    application.stop();
    Status status =
        Status.UNAVAILABLE.withDescription(
            network.identity().self() + (cause == null ? " was closed" : " failed"));
    try {
      network.close(status);
    } finally {
      if (server != null) {
        server.shutdownNow();
      }
    }
  }

  boolean congested(long nowNanos) {
    return network.congested(nowNanos);
  }

  /** Whether enough receivers are connected for sending to be of use. */
  boolean reachable() {
    return network.reachable();
  }

  Driver driver() {
    return driver;
  }

  NetworkCounters counters() {
    return counters;
  }

  String status() {
    return network.status();
  }

  /** Ends the thread, then waits a moment for sockets to be released. */
  void close() {
    driver.close();
    try {
      network.awaitClosed();
      if (server != null) {
        server.awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Refuses to go on after a failure or after close.
   *
   * @throws IllegalStateException with the cause, if the endpoint cannot be used any more
   */
  void requireOpen() {
    Throwable cause = driver.failure();
    if (cause != null) {
      throw new IllegalStateException(network.identity().self() + " has failed", cause);
    }
    if (driver.closing()) {
      throw new IllegalStateException(network.identity().self() + " is closed");
    }
  }
}
