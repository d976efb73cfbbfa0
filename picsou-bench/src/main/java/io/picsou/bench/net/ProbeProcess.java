package io.picsou.bench.net;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A {@link Probe} on a host, as the process that measures sees it. */
final class ProbeProcess implements AutoCloseable {
  private static final long ANSWER_LIMIT_SECONDS = 90;

  private final Host host;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;

  private ProbeProcess(Host host, Process process) {
    this.host = host;
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** Starts it; {@link #awaitReady} waits for it. */
  static ProbeProcess start(Host host) throws IOException {
    List<String> command = new ArrayList<>(host.commandPrefix());
    command.addAll(JavaProcess.command(Probe.class, 0));
    return new ProbeProcess(host, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  Host host() {
    return host;
  }

  void awaitReady() throws IOException {
    String answer = answer();
    if (!answer.equals(Probe.READY)) {
      throw new IOException("the probe on %s has not started: %s".formatted(host.name(), answer));
    }
  }

  void request(String line) throws IOException {
    requests.write(line);
    requests.newLine();
    requests.flush();
  }

  /** The figures that the probe answers with. */
  List<Double> figures() throws IOException {
    String answer = answer();
    try {
      return Arrays.stream(answer.split(" ")).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IOException("the probe on %s: %s".formatted(host.name(), answer), e);
    }
  }

  private String answer() throws IOException {
    CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
    try {
      String answer = line.get(ANSWER_LIMIT_SECONDS, TimeUnit.SECONDS);
      return answer == null ? "it has ended" : answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the network was measured");
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the probe on %s does not answer".formatted(host.name()), e);
    }
  }

  private String readLine() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
