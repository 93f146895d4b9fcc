package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.netwright.annotations.Network;

/** Networks of these tests have every annotation that can change a prediction. */
class AllKindsTest {
  /** What fields may have that acts in training alone, or that other annotations stand for. */
  private static final Set<String> OF_TRAINING =
      Set.of(
          "ActivityL1",
          "ElasticNet",
          "GroupLasso",
          "L1",
          "L2",
          "MaxNorm",
          "MinMaxNorm",
          "NoPenalty",
          "NonNegative",
          "Orthogonal",
          "Penalty",
          "UnitNorm",
          "WeightDecay",
          "Targets");

  @Test
  void eachKindOfLayerHasANetwork() {
    JavaClasses annotations = new ClassFileImporter().importPackagesOf(Network.class);
    Set<String> ofFields =
        annotations.stream()
            .filter(JavaClass::isAnnotation)
            .filter(type -> !type.isNestedClass() && isOfFields(type))
            .map(JavaClass::getSimpleName)
            .filter(name -> !OF_TRAINING.contains(name))
            .collect(Collectors.toSet());
    Set<String> used =
        new ClassFileImporter()
            .importPackages("org.netwright.onnx").stream()
                .flatMap(type -> type.getFields().stream())
                .flatMap(field -> field.getAnnotations().stream())
                .map(JavaAnnotation::getRawType)
                .filter(type -> type.getPackageName().equals(Network.class.getPackageName()))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
    assertThat(ofFields).hasSizeGreaterThan(50);
    ofFields.removeAll(used);
    assertThat(ofFields).isEmpty();
  }

  private static boolean isOfFields(JavaClass annotation) {
    return annotation
        .tryGetAnnotationOfType(Target.class)
        .map(
            target -> Arrays.stream(target.value()).anyMatch(place -> place.name().equals("FIELD")))
        .orElse(false);
  }
}
