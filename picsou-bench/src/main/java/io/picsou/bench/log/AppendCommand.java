package io.picsou.bench.log;

import io.picsou.core.entry.Entry;
import io.picsou.core.entry.Frame;
import io.picsou.core.proof.CommitProver;
import io.picsou.rsm.file.FileLogAppender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code picsou log append}. */
@Command(
    name = "append",
    description = {
      "Appends entries to a log file, which is made if need be: the given texts, or else --count"
          + " entries of random bytes, or else the lines of standard input.",
      "Returns once they are durable."
    })
final class AppendCommand implements Callable<Integer> {
  private static final int RUN_BYTES = 256 << 10;
  private static final int MAX_RUN = 1 << 12;

  @Parameters(index = "0", paramLabel = "FILE", description = "The log file.")
  private Path file;

  @Parameters(index = "1..*", paramLabel = "TEXT", description = "One entry's payload each.")
  private List<String> texts = List.of();

  @Option(names = "--key", description = "The key of every entry. Default: none")
  private String key;

  @Option(names = "--count", paramLabel = "N", description = "How many entries to make up.")
  private long count;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "100",
      description = "The size of made-up payloads. Default: ${DEFAULT-VALUE}")
  private int bytes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the made-up payloads. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--sign",
      paramLabel = "DIRECTORY",
      description = "Give every entry a commit proof, with the keys of 'log keygen'.")
  private Path keys;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    if (count < 0 || bytes < 0 || (count > 0 && !texts.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "give texts or --count, and neither --count nor --bytes below 0");
    }
    if (!texts.isEmpty()) {
      append(texts.stream().map(AppendCommand::utf8));
    } else if (count > 0) {
      SplittableRandom random = new SplittableRandom(seed);
      append(LongStream.range(0, count).mapToObj(i -> payload(random)));
    } else {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
        append(in.lines().map(AppendCommand::utf8));
      }
    }
    return ExitCode.OK;
  }

  private byte[] payload(SplittableRandom random) {
    byte[] payload = new byte[bytes];
    random.nextBytes(payload);
    return payload;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void append(Stream<byte[]> payloads) throws IOException, GeneralSecurityException {
    CommitProver prover = keys == null ? null : new KeyDirectory(keys).prover();
    byte[] keyBytes = key == null ? null : utf8(key);
    try (FileLogAppender log = FileLogAppender.open(file)) {
      long sequence = log.last();
      Iterator<byte[]> left = payloads.iterator();
      while (left.hasNext()) {
        List<Entry> run = new ArrayList<>();
        for (int size = 0; left.hasNext() && size < RUN_BYTES && run.size() < MAX_RUN; ) {
          byte[] payload = left.next();
          run.add(new Entry(++sequence, keyBytes, payload, List.of()));
          size += payload.length + 1;
        }
        log.append(Frame.of(prover == null ? run : prover.prove(run)));
      }
      log.force();
      spec.commandLine().getOut().println(file + ": " + log.last() + " entries");
    }
  }
}
