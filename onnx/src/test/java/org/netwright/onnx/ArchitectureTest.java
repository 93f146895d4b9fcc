package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.internal.onnx.OnnxExporter;

class ArchitectureTest {
  private static final JavaClasses MODULE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.netwright.onnx");

  /** Users call a method of the runtime, which finds it as a service. */
  @Test
  void onlyTheServiceIsPublic() {
    assertThat(MODULE)
        .filteredOn(
            type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
        .singleElement()
        .satisfies(type -> assertThat(type.isAssignableTo(OnnxExporter.class)).isTrue());
  }

  /** A pass is recorded without any engine. */
  @Test
  void nothingKnowsTheOperationsOfAnEngine() {
    assertThat(MODULE)
        .flatMap(JavaClass::getDirectDependenciesFromSelf)
        .extracting(dependency -> dependency.getTargetClass().getPackageName())
        .doesNotContain("org.netwright.runtime.internal.engine")
        .noneMatch(name -> name.startsWith("org.netwright.runtime.internal.kernels"));
  }
}
