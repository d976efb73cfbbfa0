package io.picsou.bench.replica;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that hosts replicas of a benchmark. It is told what to do by lines on its standard
 * input, and answers each with {@link #ANSWER} and JSON in one line:
 *
 * <pre>
 *   open PLAN       closes the replicas that there are, and opens those of a HostPlan in JSON
 *   start NANOS     begin; the log began to be committed at NANOS
 *   sample          how far everybody is: a HostSample
 *   pause           senders read no more
 *   finish LAST…    senders of link 0, 1 go on up to these entries
 *   report          what everybody has: a list of ReplicaReports
 * </pre>
 *
 * It ends with its standard input, so with whoever started it.
 */
public final class Host {
  /** The answer to what has nothing to tell. */
  public record Done(String error) {
    static final Done OK = new Done(null);
  }

  /** What answers begin with: Java itself may print something, too. */
  public static final String ANSWER = "answer ";

  /** The command that opens replicas, before their plan in JSON. */
  public static final String OPEN = "open ";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Opener opener;
  private final List<RolePlan> roles = new ArrayList<>();
  private final List<Replica> replicas = new ArrayList<>();
  private final CompilerMeter compilers = new CompilerMeter();

  /** Makes a replica of a role. */
  interface Opener {
    Replica open(RolePlan role);
  }

  private Host(Opener opener) {
    this.opener = opener;
  }

  /** Serves until the input ends. */
  public static void serve(InputStream input, PrintStream output) throws IOException {
    serve(input, output, role -> role.kind().open(role));
  }

  static void serve(InputStream input, PrintStream output, Opener opener) throws IOException {
    BufferedReader in = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    Host host = new Host(opener);
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String command = line;
        answer(output, () -> host.run(command));
      }
    } finally {
      host.close();
    }
  }

  private interface Answer {
    Object get() throws IOException;
  }

  private static void answer(PrintStream output, Answer answer) throws IOException {
    Object result;
    try {
      result = answer.get();
    } catch (IOException | RuntimeException e) {
      result = new Done(describe(e));
      e.printStackTrace();
    }
    output.println(ANSWER + JSON.writeValueAsString(result));
    output.flush();
  }

  private static String describe(Throwable failure) {
    String text = failure.toString();
    return failure.getCause() == null ? text : text + ": " + describe(failure.getCause());
  }

  private void close() {
    replicas.forEach(Replica::close);
    replicas.clear();
    roles.clear();
  }

  /** What the last replicas have left behind is not for the next ones to clear away. */
  private Object open(String plan) throws IOException {
    if (!replicas.isEmpty()) {
      close();
      System.gc();
    }
    for (RolePlan role : JSON.readValue(plan, HostPlan.class).roles()) {
      replicas.add(opener.open(role));
      roles.add(role);
    }
    return Done.OK;
  }

  private Object run(String command) throws IOException {
    if (command.startsWith(OPEN)) {
      return open(command.substring(OPEN.length()));
    }
    String[] words = command.split(" ");
    switch (words[0]) {
      case "sample":
        return sample();
      case "report":
        return replicas.stream().map(Replica::report).toList();
      case "start":
        replicas.forEach(replica -> replica.start(Long.parseLong(words[1])));
        return Done.OK;
      case "pause":
        replicas.forEach(Replica::pause);
        return Done.OK;
      case "finish":
        for (int i = 0; i < replicas.size(); i++) {
          replicas.get(i).finish(Long.parseLong(words[1 + roles.get(i).link()]));
        }
        return Done.OK;
      default:
        throw new IllegalArgumentException("unknown command " + words[0]);
    }
  }

  private HostSample sample() {
    List<ReplicaSample> samples = replicas.stream().map(Replica::sample).toList();
    long now = System.nanoTime();
    return new HostSample(
        now, ProcessMeter.cpuNanos(), compilers.nanos(now), ProcessMeter.peakBytes(), samples);
  }
}
