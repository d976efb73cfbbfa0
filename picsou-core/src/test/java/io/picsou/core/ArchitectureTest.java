package io.picsou.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The core is a pure function of its inputs: every race can be replayed from a seed. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.picsou.core");

  @Test
  void needsTheJdkAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.picsou.core..",
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio",
            "java.nio.charset",
            "java.security",
            "java.security.spec",
            "java.time",
            "java.util",
            "java.util.function",
            "java.util.stream",
            "java.util.zip")
        .because("threads, sockets, files and loggers live outside the protocol")
        .check(CLASSES);
  }

  @Test
  void readsNoClockAndStartsNoThread() {
    noClasses()
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .accessClassesThat()
        .belongToAnyOf(Thread.class, Runtime.class, ProcessBuilder.class, java.time.Clock.class)
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .because("time is an argument")
        .check(CLASSES);
  }

  @Test
  void drawsNothingUnseeded() {
    noClasses()
        .should()
        .callConstructor(java.util.Random.class)
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(java.util.UUID.class, "randomUUID")
        .because("a run must be repeatable from its seed")
        .check(CLASSES);
  }

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("strategy")
        .definedBy("io.picsou.core.strategy..")
        .layer("baseline")
        .definedBy("io.picsou.core.baseline..")
        .layer("picsou")
        .definedBy("io.picsou.core.picsou..")
        .layer("stream")
        .definedBy("io.picsou.core.stream..")
        .layer("proof")
        .definedBy("io.picsou.core.proof..")
        .layer("quack")
        .definedBy("io.picsou.core.quack..")
        .layer("schedule")
        .definedBy("io.picsou.core.schedule..")
        .layer("protocol")
        .definedBy("io.picsou.core.protocol..")
        .layer("cluster")
        .definedBy("io.picsou.core.cluster..")
        .layer("entry")
        .definedBy("io.picsou.core.entry..")
        .whereLayer("strategy")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("picsou")
        .mayOnlyBeAccessedByLayers("strategy")
        .whereLayer("baseline")
        .mayOnlyBeAccessedByLayers("strategy")
        .whereLayer("stream")
        .mayOnlyBeAccessedByLayers("picsou", "baseline")
        .whereLayer("proof")
        .mayOnlyBeAccessedByLayers("picsou")
        .whereLayer("quack")
        .mayOnlyBeAccessedByLayers("picsou", "baseline")
        .whereLayer("schedule")
        .mayOnlyBeAccessedByLayers("picsou", "baseline")
        .whereLayer("protocol")
        .mayOnlyBeAccessedByLayers("strategy", "picsou", "baseline", "stream", "quack", "proof")
        .whereLayer("cluster")
        .mayOnlyBeAccessedByLayers(
            "strategy", "picsou", "baseline", "quack", "schedule", "protocol", "proof")
        .whereLayer("entry")
        .mayOnlyBeAccessedByLayers("picsou", "baseline", "stream", "protocol", "proof")
        .check(CLASSES);
  }
}
