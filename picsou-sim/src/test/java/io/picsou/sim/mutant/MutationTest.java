package io.picsou.sim.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checkers are worth what they notice: every broken variant of the protocol. */
class MutationTest {
  private static final int FIRST_SEED = 1;

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaught(Mutant mutant) throws ReflectiveOperationException {
    Class<?> probe = new MutantLoader(mutant).loadClass(Probe.class.getName());

    String[] caught =
        (String[])
            probe
                .getMethod("firstCatch", int.class, int.class)
                .invoke(null, FIRST_SEED, mutant.seeds());

    System.out.println(
        mutant + ": " + (caught == null ? "not caught" : String.join(" | ", caught)));
    assertThat(caught).as("caught within %d seeds", mutant.seeds()).isNotNull();
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
