package io.picsou.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The core is a pure function of its inputs: every race can be replayed from a seed. */
@AnalyzeClasses(packages = "io.picsou.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule needsTheJdkAlone =
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
              "java.time",
              "java.util",
              "java.util.function",
              "java.util.stream",
              "java.util.zip")
          .because("threads, sockets, files and loggers live outside the protocol");

  @ArchTest
  static final ArchRule readsNoClockAndStartsNoThread =
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
          .because("time is an argument");

  @ArchTest
  static final ArchRule drawsNothingUnseeded =
      noClasses()
          .should()
          .callConstructor(java.util.Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .because("a run must be repeatable from its seed");

  @ArchTest
  static final ArchRule arrowsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("picsou")
          .definedBy("io.picsou.core.picsou..")
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
          .whereLayer("picsou")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("quack")
          .mayOnlyBeAccessedByLayers("picsou")
          .whereLayer("schedule")
          .mayOnlyBeAccessedByLayers("picsou")
          .whereLayer("protocol")
          .mayOnlyBeAccessedByLayers("picsou", "quack")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("picsou", "quack", "schedule", "protocol")
          .whereLayer("entry")
          .mayOnlyBeAccessedByLayers("picsou", "protocol");
}
