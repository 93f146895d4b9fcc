package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.NetworkSource;
import org.netwright.processor.support.SequenceNetworks;
import org.netwright.processor.support.TrainingCheck;
import org.netwright.runtime.Model;
import org.netwright.runtime.RecordModel;
import org.netwright.runtime.RecordTrainer;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.TrainingPass;

/**
 * Classes next to a network, and layers, may have the names that generated code uses itself. Each
 * network compiles without a warning, trains and predicts.
 */
class NameClashTest {
  @TempDir private Path folder;

  /** Generated code takes lengths as an array, and names the class that makes it. */
  @Test
  void anInputWithLengthsMayBeNamedLikeTheirClass() {
    String fields =
        """
        @Input(value = {4, 2}, variable = true) Layer Lengths;
        @Gru(3) Layer last;
        @Input(2) Layer other;
        @Concat("last") Layer both;
        @Linear(2) @CrossEntropy Layer y;
        """;
    assertThat(SequenceNetworks.compile(Map.of("Clashing", fields))).hasSize(1);
  }

  /** Names of {@code java.lang}, of the runtime, of nested generated classes, and of packages. */
  static List<String> names() {
    return List.of(
        "Override",
        "SuppressWarnings",
        "String",
        "Object",
        "Math",
        "Class",
        "List",
        "Generated",
        "GeneratedTrainer",
        "GeneratedModel",
        "Trainer",
        "TrainerBuilder",
        "Builder",
        "Layer",
        "LossReport",
        "Strength",
        "Schedule",
        "CustomPenalty",
        "Optimizer",
        "Initializer",
        "ParameterRole",
        "ParameterLayout",
        "ParameterTensor",
        "BatchTensor",
        "StepSizes",
        "Axis",
        "TargetEncoding",
        "Model",
        "NetworkLayout",
        "TrainingPass",
        "TrainingParts",
        "InferencePass",
        "InferenceParts",
        "Losses",
        "StrengthSchedules",
        "DataType",
        "Pass",
        "Path",
        "IOException",
        "Engine",
        "hidden",
        "kernels",
        "n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"networks", ""})
  void classesNextToItMayHaveAnyName(String packageName) {
    checkNextTo(new NetworkSource(packageName, "Net"), names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"networks", ""})
  void aClassNextToItMayBeCalledAsAPackageIs(String packageName) {
    checkNextTo(
        new NetworkSource(packageName, "Net").importingLayer(),
        List.of("java", "javax", "org", "networks"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"org", "java", "javax", "networks", "𝑥", "ſ", "record", "var", "yield"})
  void aLayerMayBeCalledAsAPackageIs(String name) {
    for (String type : List.of("Net", "Schedule", "ParameterRole")) {
      String source =
          """
          package networks;

          import org.netwright.annotations.*;

          @Network
          class %s {
            @Input(2) org.netwright.runtime.Layer in;
            @Linear(3) @Relu @Dropout @L1(0.1) org.netwright.runtime.Layer %s;
            @Linear(1) @L2(0.1) @MeanSquaredError org.netwright.runtime.Layer y;
          }
          """
              .formatted(type, name);
      TrainingCheck.check(CompiledNetwork.of(type, source), folder);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "interface Outer { %s },",
    "record Outer(int x) { %s }, static",
    "enum Outer { A; %s }, static",
    "@interface Outer { %s },",
    "class Outer<T> { %s }, static",
    "class Outer { %s }, protected static",
    "class Outer { static class Override { %s } }, static"
  })
  void aNetworkMayBeNestedInAnything(String outer, String modifiers) {
    NetworkSource network =
        new NetworkSource("networks", "Net").modifiers(modifiers == null ? "" : modifiers);
    check(List.of(network.fileIn(outer, "Outer")));
  }

  @Test
  void aDeprecatedConstructorMakesNoWarning() {
    check(List.of(new NetworkSource("networks", "Net").members("@Deprecated Net() {}").file()));
  }

  /** Inherited members are in scope in generated classes, and hide imported classes. */
  @Test
  void theBaseClassesDeclareOnlyNamesThatAreReserved() {
    assertThat(inheritedFields(Trainer.class)).isEmpty();
    assertThat(inheritedFields(Model.class)).isEmpty();
    assertThat(inheritedFields(TrainingPass.class)).isSubsetOf("kernels");
    assertThat(inheritedFields(InferencePass.class)).isSubsetOf("kernels");
    assertThat(inheritedFields(TrainerBuilder.class)).isEmpty();
    assertThat(
            Arrays.stream(TrainerBuilder.class.getDeclaredMethods())
                .filter(method -> isInherited(method.getModifiers()))
                .map(Method::getName))
        .isSubsetOf(
            "seed", "dataType", "engine", "optimizer", "learningRate", "clipping", "build", "self");
    assertThat(inheritedFields(RecordTrainer.class)).isEmpty();
    assertThat(inheritedFields(RecordModel.class)).isEmpty();
    assertThat(ExampleEncoder.class.getFields()).isEmpty();
    assertThat(ExampleEncoder.class.getClasses()).isEmpty();
    for (Class<?> base :
        List.of(
            Trainer.class,
            Model.class,
            RecordTrainer.class,
            RecordModel.class,
            TrainingPass.class,
            InferencePass.class)) {
      for (Class<?> type = base; type != Object.class; type = type.getSuperclass()) {
        assertThat(type.getDeclaredClasses())
            .filteredOn(nested -> isInherited(nested.getModifiers()))
            .isEmpty();
      }
    }
  }

  private static List<String> inheritedFields(Class<?> base) {
    return Stream.<Class<?>>iterate(base, type -> type != Object.class, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> isInherited(field.getModifiers()))
        .map(Field::getName)
        .toList();
  }

  private static boolean isInherited(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void checkNextTo(NetworkSource network, List<String> siblings) {
    List<JavaFileObject> files = new ArrayList<>();
    for (String name : siblings) {
      files.add(NetworkSource.file(network.packageName(), name, "class " + name + " {}"));
    }
    files.add(network.file());
    check(files);
  }

  private void check(List<JavaFileObject> files) {
    List<CompiledNetwork> networks = NetworkCompilation.of(files).networks();
    assertThat(networks).hasSize(1);
    TrainingCheck.check(networks.get(0), folder);
  }
}
