package io.picsou.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.net.NetworkMeasurement;
import io.picsou.bench.net.NetworkMeter;
import io.picsou.bench.net.NetworkShape;
import io.picsou.bench.net.ShapedNetwork;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code picsou bench net}: what a shaped network is worth on this machine. */
@Command(
    name = "net",
    description = {
      "Builds a network of limited speed, measures it, and removes it again.",
      "Each host is a network namespace of its own, in two regions A and B. Linux only, as root."
    })
final class NetCommand implements Callable<Integer> {
  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many hosts either region has. Default: ${DEFAULT-VALUE}")
  private int hosts;

  @Option(
      names = "--nic-mbit",
      paramLabel = "N",
      defaultValue = "0",
      description = "What each host can send, and receive, in Mbit/s. Default: no limit")
  private int nicMbit;

  @Option(
      names = "--pair-mbit",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "What goes from one host of a region to one of the other, in Mbit/s. Default: no limit")
  private int pairMbit;

  @Option(
      names = "--rtt-ms",
      paramLabel = "N",
      defaultValue = "0",
      description = "The round trip between the regions, in ms. Default: ${DEFAULT-VALUE}")
  private int rttMillis;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** What was asked for and what came of it. */
  record Report(NetworkShape shape, NetworkMeasurement measured) {}

  @Override
  public Integer call() throws IOException {
    NetworkShape shape = shape();
    NetworkMeasurement measured;
    try (ShapedNetwork network = ShapedNetwork.build(shape)) {
      measured = NetworkMeter.measure(network);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
      out.println(mapper.writeValueAsString(new Report(shape, measured)));
    } else {
      NetText.print(shape, measured, out);
    }
    out.flush();
    return ExitCode.OK;
  }

  private NetworkShape shape() {
    try {
      return new NetworkShape(List.of(names("a"), names("b")), nicMbit, pairMbit, rttMillis);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private List<String> names(String region) {
    return IntStream.range(0, hosts).mapToObj(i -> region + i).toList();
  }
}
