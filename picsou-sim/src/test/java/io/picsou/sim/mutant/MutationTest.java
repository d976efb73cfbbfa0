package io.picsou.sim.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checkers are worth what they notice: every broken variant of the protocol. */
class MutationTest {
  private static final int FIRST_SEED = 1;
  private static final Path DOCUMENT = Path.of("..", "docs", "simulator.md");

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) throws Exception {
    Class<?> probe = new MutantLoader(mutant).loadClass(Probe.class.getName());

    String[] caught =
        (String[])
            probe
                .getMethod("firstCatch", int.class, int.class)
                .invoke(null, FIRST_SEED, mutant.seeds());

    assertThat(caught).as("caught within %d seeds", mutant.seeds()).isNotNull();
    String row = "| %s | `%s` | %s | %d |".formatted(mutant, caught[0], caught[1], mutant.seeds());
    assertThat(Files.readString(DOCUMENT)).as("the table of broken variants").contains(row);
  }

  @Test
  void theProtocolItselfPassesTheSameSeeds() {
    int most = mutants().mapToInt(Mutant::seeds).max().orElseThrow();

    assertThat(Probe.firstCatch(FIRST_SEED, most)).isNull();
  }

  static Stream<Mutant> mutants() {
    return Mutants.ALL.stream();
  }
}
