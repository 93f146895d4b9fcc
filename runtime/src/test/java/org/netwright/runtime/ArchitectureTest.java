package org.netwright.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.netwright.runtime");

  @Test
  void packagesLookDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("root")
        .definedBy("org.netwright.runtime")
        .layer("data")
        .definedBy("org.netwright.runtime.data..")
        .layer("history")
        .definedBy("org.netwright.runtime.history..")
        .layer("progress")
        .definedBy("org.netwright.runtime.progress..")
        .layer("metrics")
        .definedBy("org.netwright.runtime.metrics..")
        .layer("optimizer")
        .definedBy("org.netwright.runtime.optimizer..")
        .layer("model")
        .definedBy("org.netwright.runtime.model..")
        .layer("file")
        .definedBy("org.netwright.runtime.file..")
        .layer("kernels")
        .definedBy("org.netwright.runtime.kernels..")
        .layer("memory")
        .definedBy("org.netwright.runtime.memory..")
        .layer("parameters")
        .definedBy("org.netwright.runtime.parameters..")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("data")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("progress")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("root", "progress")
        .whereLayer("metrics")
        .mayOnlyBeAccessedByLayers("root", "history")
        .whereLayer("optimizer")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("file")
        .mayOnlyBeAccessedByLayers("root", "history", "model", "data")
        .whereLayer("kernels")
        .mayOnlyBeAccessedByLayers("root", "optimizer")
        .whereLayer("parameters")
        .mayOnlyBeAccessedByLayers("root", "optimizer", "model", "kernels")
        .whereLayer("memory")
        .mayOnlyBeAccessedByLayers("root", "kernels", "parameters")
        .check(RUNTIME);
  }

  @Test
  void theRuntimeKnowsNeitherProcessorNorAnnotations() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.netwright.processor..")
                .or(resideInAPackage("org.netwright.annotations..")))
        .check(RUNTIME);
  }

  @Test
  void metricsStandOnJavaAlone() {
    classes()
        .that()
        .resideInAPackage("org.netwright.runtime.metrics..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", "org.netwright.runtime.metrics.."))
        .check(RUNTIME);
  }

  @Test
  void onlyTheEngineChoosesTheKernels() {
    noClasses()
        .that()
        .haveNameNotMatching("org\\.netwright\\.runtime\\.Engine(\\$.*)?")
        .and()
        .resideOutsideOfPackage("org.netwright.runtime.kernels..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(Nd4j|Cpu)Kernels")
        .check(RUNTIME);
  }
}
