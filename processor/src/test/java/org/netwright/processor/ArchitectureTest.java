package org.netwright.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Which parts of the processor may depend on which. */
class ArchitectureTest {
  private static final String PROCESSOR = "org.netwright.processor";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PROCESSOR);

  /** Modifier is the only type of the compiler API that JavaPoet also uses. */
  @Test
  void onlyTheEdgeKnowsJavac() {
    noClasses()
        .that()
        .resideInAnyPackage(
            inner(
                "kind",
                "layer",
                "shape",
                "validation",
                "graph",
                "lowering",
                "pass",
                "memory",
                "emit",
                "text"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
                .and(
                    describe(
                        "are not Modifier",
                        type -> !type.getBaseComponentType().isEquivalentTo(Modifier.class))))
        .check(classes);
  }

  @Test
  void theProcessorKnowsTheRuntimeByNameOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.netwright.runtime..", "org.netwright.annotations..", "org.nd4j..")
        .check(classes);
  }

  @Test
  void theGraphKnowsNeitherDeclarationNorCode() {
    noClasses()
        .that()
        .resideInAnyPackage(inner("graph", "pass", "memory"))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    inner(
                        "source", "layer", "diagnostic", "shape", "validation", "lowering", "emit"))
                .or(writesCode()))
        .check(classes);
  }

  @Test
  void onlyTheEmitterWritesCode() {
    noClasses()
        .that()
        .resideOutsideOfPackage(PROCESSOR + ".emit..")
        .should()
        .dependOnClassesThat(writesCode())
        .check(classes);
  }

  @Test
  void packagesDoNotDependInCircles() {
    slices().matching(PROCESSOR + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> writesCode() {
    return resideInAnyPackage("com.palantir.javapoet..");
  }

  private static String[] inner(String... packages) {
    return java.util.Arrays.stream(packages)
        .map(p -> PROCESSOR + "." + p + "..")
        .toArray(String[]::new);
  }
}
