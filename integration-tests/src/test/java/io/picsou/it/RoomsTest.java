package io.picsou.it;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of the house and the arrows between them, as docs/architecture.md draws them. */
class RoomsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.picsou");

  @Test
  void arrowsPointOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.picsou.core..")
        .layer("transport")
        .definedBy("io.picsou.transport..")
        .layer("rsm")
        .definedBy("io.picsou.rsm..")
        .layer("config")
        .definedBy("io.picsou.connect.config..")
        .layer("source")
        .definedBy("io.picsou.connect.source..")
        .layer("sink")
        .definedBy("io.picsou.connect.sink..")
        .layer("kafka baseline")
        .definedBy("io.picsou.baseline.kafka..")
        .layer("command")
        .definedBy("io.picsou.bench..")
        .whereLayer("command")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("kafka baseline")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("sink")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("source", "sink", "command")
        .whereLayer("rsm")
        .mayOnlyBeAccessedByLayers("source", "sink", "kafka baseline", "command")
        .whereLayer("transport")
        .mayOnlyBeAccessedByLayers("source", "sink", "command")
        .check(CLASSES);
  }

  @Test
  void packagesDoNotGoInCircles() {
    slices().matching("io.picsou.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
