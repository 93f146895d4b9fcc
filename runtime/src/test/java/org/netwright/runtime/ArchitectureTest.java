package org.netwright.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Search;

class ArchitectureTest {
  private static final JavaClasses RUNTIME =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.netwright.runtime");

  @Test
  void usersPackagesDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("org.netwright.runtime.(data|training|metrics|optimizer)..")
        .should()
        .beFreeOfCycles()
        .check(RUNTIME);
  }

  @Test
  void internalPackagesDoNotDependOnEachOtherInCircles() {
    slices()
        .matching("org.netwright.runtime.internal.(**)")
        .should()
        .beFreeOfCycles()
        .check(RUNTIME);
  }

  /**
   * They use what users have made, such as data and schedules, but not what they themselves serve.
   */
  @Test
  void whatIsInternalDoesNotCallTheFaces() {
    noClasses()
        .that()
        .resideInAnyPackage("org.netwright.runtime.internal..", "org.netwright.runtime.generated..")
        .should()
        .dependOnClassesThat(
            belongToAnyOf(
                Trainer.class,
                TrainerBuilder.class,
                Model.class,
                ModelFile.class,
                GradientCheck.class,
                CrossValidation.class,
                Search.class))
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

  /** A model that predicts, and a trainer that is given tables, must not start it. */
  @Test
  void theKernelsOfTheCpuDoWithoutNd4j() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.netwright.runtime.internal.kernels.cpu..",
            "org.netwright.runtime.internal.kernels.cpu64..",
            "org.netwright.runtime.internal.kernels.blas..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.nd4j..").and(not(equivalentTo(DataType.class))))
        .check(RUNTIME);
  }

  @Test
  void onlyTheEngineChoosesTheKernels() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.netwright.runtime.internal.engine..")
        .and()
        .resideOutsideOfPackage("org.netwright.runtime.internal.kernels..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(Nd4j|Cpu)Kernels")
        .check(RUNTIME);
  }
}
