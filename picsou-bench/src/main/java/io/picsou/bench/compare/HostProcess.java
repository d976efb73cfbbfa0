package io.picsou.bench.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.picsou.bench.replica.Host;
import io.picsou.bench.replica.HostPlan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that hosts replicas ({@link io.picsou.bench.replica.Host}), asked line by line. It ends
 * by itself when this process does, however that ends. Not thread-safe.
 */
final class HostProcess implements AutoCloseable {
  /** How long an answer may take; starting the process included. */
  private static final long ANSWER_SECONDS = 120;

  /** How long it may take to end by itself. */
  private static final long STOP_SECONDS = 10;

  private static final int OUTPUT_LINES = 15;
  private static final String ENDED = "";
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final String name;
  private final Path output;
  private final Process process;
  private final PrintStream questions;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(4);

  private HostProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
    this.questions = new PrintStream(process.getOutputStream(), false, StandardCharsets.UTF_8);
  }

  /**
   * Starts a process, which hosts nobody yet.
   *
   * @param prefix a command that starts it, such as one that enters a network namespace; or empty
   * @param java options of its virtual machine
   * @param main the {@code picsou} command
   * @param directory for what it has to say besides answers
   */
  static HostProcess start(
      String name, List<String> prefix, List<String> java, Class<?> main, Path directory)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of("bench", "replica"));
    Path output = directory.resolve("output-" + name);
    Process process = new ProcessBuilder(command).redirectError(output.toFile()).start();
    HostProcess host = new HostProcess(name, output, process);
    Thread reader = new Thread(host::readAnswers, "answers of " + name);
    reader.setDaemon(true);
    reader.start();
    return host;
  }

  /** Has it host these, instead of those that it hosts now; its answer is to be awaited. */
  void open(HostPlan plan) throws IOException {
    tell(Host.OPEN + JSON.writeValueAsString(plan));
  }

  private void readAnswers() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(Host.ANSWER)) {
          answers.put(line.substring(Host.ANSWER.length()));
        }
      }
      answers.put(ENDED);
    } catch (IOException | InterruptedException e) {
      answers.offer(ENDED);
    }
  }

  /** Sends a command; its answer is to be awaited. */
  void tell(String command) {
    questions.println(command);
    questions.flush();
  }

  /** The answer to the oldest command that was not answered yet. */
  <T> T answer(TypeReference<T> type) throws IOException, InterruptedException {
    String line = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new IOException(name + " does not answer within " + ANSWER_SECONDS + " s");
    }
    if (line.equals(ENDED)) {
      throw new IOException(name + " has ended" + lastOutput());
    }
    JsonNode json = JSON.readTree(line);
    if (json.hasNonNull("error")) {
      throw new IOException(name + ": " + json.get("error").asText());
    }
    return JSON.convertValue(json, type);
  }

  private String lastOutput() throws IOException {
    List<String> lines = Files.exists(output) ? Files.readAllLines(output) : List.of();
    int from = Math.max(0, lines.size() - OUTPUT_LINES);
    return lines.isEmpty() ? "" : ": " + String.join("\n", lines.subList(from, lines.size()));
  }

  /** Asks it to end; see {@link #close}. */
  void requestStop() {
    questions.close();
  }

  @Override
  public void close() {
    requestStop();
    try {
      if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
