package io.picsou.bench.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of limited speed on this machine: every host is a network namespace, joined to the
 * others by bridges in one more namespace. Nothing of it reaches the machine's own network, nor can
 * processes outside reach it: what must talk to a host runs on one.
 *
 * <p>It is removed, with the processes that still run on its hosts, by {@link #close}; when this
 * Java virtual machine ends; and if that was killed, when the next network is built. Linux and root
 * only. Thread-safe.
 */
public final class ShapedNetwork implements AutoCloseable {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final String BRIDGES = "bridges";

  /** Of the private range; namespaces have routes of their own, so it clashes with nothing. */
  private static final String ADDRESS = "10.77.%d.%d";

  private final NetworkShape shape;
  private final NetworkTools tools;
  private final int run = RUNS.incrementAndGet();
  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Host> hosts = new ArrayList<>();
  private final Thread hook = new Thread(this::closeAtExit, "shaped-network");
  private Delay delay = Delay.NONE;
  private boolean closed;

  private ShapedNetwork(NetworkShape shape, NetworkTools tools) {
    this.shape = shape;
    this.tools = tools;
  }

  /**
   * Builds a network, after removing those that killed processes have left behind.
   *
   * @throws IOException if that cannot be done here, saying what is missing, or did not work
   */
  public static ShapedNetwork build(NetworkShape shape) throws IOException {
    NetworkTools tools = NetworkTools.find();
    for (Namespace orphan : Namespace.orphans(tools)) {
      orphan.remove();
    }
    ShapedNetwork network = new ShapedNetwork(shape, tools);
    Runtime.getRuntime().addShutdownHook(network.hook);
    try {
      network.build();
      return network;
    } catch (IOException | RuntimeException e) {
      network.closeAfter(e);
      throw e;
    }
  }

  private synchronized void build() throws IOException {
    checkOpen();
    Namespace bridges = create(BRIDGES);
    List<String> lines = new ArrayList<>();
    for (int region = 0; region < shape.regions().size(); region++) {
      lines.add("link add br%d type bridge".formatted(region));
      lines.add("link set br%d up".formatted(region));
    }
    bridges.ip(lines);
    if (shape.regions().size() == 2) {
      delay = RegionLink.join(bridges, shape);
    }
    for (int region = 0; region < shape.regions().size(); region++) {
      List<String> names = shape.regions().get(region);
      for (int i = 0; i < names.size(); i++) {
        addHost(names.get(i), region, ADDRESS.formatted(region, i + 1));
      }
    }
  }

  private Namespace create(String name) throws IOException {
    Namespace namespace = Namespace.create(tools, NamespaceName.ofThisProcess(run, name));
    namespaces.add(namespace);
    namespace.shell(TcpSettings.script(shape));
    return namespace;
  }

  private void addHost(String name, int region, String address) throws IOException {
    Namespace bridges = namespaces.get(0);
    Namespace host = create("host-" + name);
    String port = "h" + hosts.size();
    bridges.ip(
        List.of(
            "link add %s type veth peer name eth0 netns %s".formatted(port, host.name()),
            "link set %s master br%d up".formatted(port, region)));
    host.ip(
        List.of(
            "link set lo up",
            "address add %s/16 dev eth0 noprefixroute".formatted(address),
            "link set eth0 up",
            "route add 10.77.0.0/16 dev eth0 " + TcpSettings.ROUTE));
    TrafficLimits limits = new TrafficLimits(shape);
    host.tc(limits.sender("eth0", farAddresses(region)));
    bridges.tc(limits.nic(port));
    hosts.add(new Host(name, region, address, host.commandPrefix()));
  }

  private List<String> farAddresses(int region) {
    List<String> addresses = new ArrayList<>();
    for (int far = 0; far < shape.regions().size(); far++) {
      for (int i = 0; far != region && i < shape.regions().get(far).size(); i++) {
        addresses.add(ADDRESS.formatted(far, i + 1));
      }
    }
    return addresses;
  }

  public NetworkShape shape() {
    return shape;
  }

  public synchronized Delay delay() {
    return delay;
  }

  /** All hosts, region by region, in the order of the shape. */
  public synchronized List<Host> hosts() {
    return List.copyOf(hosts);
  }

  /**
   * @throws IllegalArgumentException if the shape does not name this host
   */
  public Host host(String name) {
    return hosts().stream()
        .filter(host -> host.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("the network has no host " + name));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed");
    }
  }

  /**
   * Kills what still runs on the hosts and removes the network. Doing it again does nothing.
   *
   * @throws IOException naming what could not be removed
   */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted(); // removing it must not fail for that
    try {
      remove();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    removeHook();
  }

  /** Hosts first: their processes would complain of a network that is gone. */
  private synchronized void remove() throws IOException {
    closed = true;
    IOException failure = null;
    for (int i = namespaces.size() - 1; i >= 0; i--) {
      try {
        namespaces.remove(i).remove();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the virtual machine ends just now, and finds the network closed
    }
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void closeAtExit() {
    try {
      remove();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
