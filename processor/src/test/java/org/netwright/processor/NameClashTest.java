package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.Batch;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.InferencePass;
import org.netwright.runtime.Model;
import org.netwright.runtime.Strength;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;

/**
 * Classes next to a network, and penalties, may have the names that generated code uses itself.
 * Each network compiles without a warning, trains and predicts.
 */
class NameClashTest {
  private static final String PACKAGE = "package networks;\n";
  private static final String BODY =
      """
       implements org.netwright.runtime.ParameterPenalty {
        public double value(org.nd4j.linalg.api.ndarray.INDArray p) {
          return p.sumNumber().doubleValue();
        }
        public void gradient(
            org.nd4j.linalg.api.ndarray.INDArray p,
            org.nd4j.linalg.api.ndarray.INDArray gradient) {
          gradient.assign(1);
        }
      }
      """;

  @TempDir private Path folder;

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
        "ModelLayout",
        "InferencePass",
        "Pass",
        "Path",
        "IOException",
        "Engine",
        "hidden",
        "kernels",
        "n");
  }

  /**
   * Names that give a term of a layer the name of one of its values, in addition to the names
   * above.
   */
  static Stream<String> penalties() {
    return Stream.concat(
        names().stream(),
        Stream.of(
            "Weight",
            "Bias",
            "Gradient",
            "WeightGradient",
            "Targets",
            "Preactivation",
            "Mask",
            "Initial",
            "Output",
            "Updated",
            "Rate",
            "$",
            "Größe",
            "URLs"));
  }

  @Test
  void classesInThePackageMayHaveAnyName() {
    assertTrains("Net", PACKAGE + network("Net", ""), classes("networks", names()));
  }

  @Test
  void classesInTheUnnamedPackageMayHaveAnyName() {
    assertTrains("Net", network("Net", ""), classes("", names()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"networks", ""})
  void aClassMayBeCalledAsAPackageIs(String packageName) {
    String source =
        network("Net", "")
            .replace(IMPORTS, IMPORTS + "import org.netwright.runtime.Layer;\n")
            .replace("org.netwright.runtime.Layer ", "Layer ");
    assertTrains(
        "Net",
        (packageName.isEmpty() ? "" : PACKAGE) + source,
        classes(packageName, List.of("java", "javax", "org", "networks")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Override", "SuppressWarnings", "Builder", "Layer", "Strength", "Weight"})
  void aPenaltyMayHaveAnyName(String name) {
    assertTrains("Net", PACKAGE + network("Net", name), penalty("networks", name));
  }

  @Test
  void penaltiesNextToEachOtherMayHaveAnyName() {
    assertAllTrain("networks", name -> name, name -> penalty("networks", name));
  }

  @Test
  void nestedPenaltiesMayHaveAnyName() {
    assertAllTrain(
        "networks",
        name -> "Outer" + penalties().toList().indexOf(name) + "." + name,
        name -> {
          String outer = "Outer" + penalties().toList().indexOf(name);
          String nested = "class " + outer + " { static class " + name + BODY + "}\n";
          return file("networks", outer, nested);
        });
  }

  @Test
  void penaltiesInAnotherPackageMayHaveAnyName() {
    assertAllTrain("networks", name -> "penalties." + name, name -> penalty("penalties", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Strength", "Schedule", "Trainer", "Override", "Pass", "ParameterRole", "Weight"})
  void aPenaltyInTheUnnamedPackageMayHaveAnyName(String name) {
    assertTrains("Net", network("Net", name), penalty("", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Strength", "Schedule", "Trainer", "Builder", "Optimizer", "Axis"})
  void networkAndPenaltyMayHaveOneSimpleName(String name) {
    assertTrains(name, PACKAGE + network(name, "penalties." + name), penalty("penalties", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"org", "java", "javax", "networks", "𝑥", "ſ", "record", "var", "yield"})
  void aLayerMayBeCalledAsAPackageIs(String name) {
    for (String type : List.of("Net", "Schedule", "ParameterRole")) {
      assertTrains(
          type,
          PACKAGE
              + """
              import org.netwright.annotations.*;
              @Network
              class %s {
                @Input(2) org.netwright.runtime.Layer in;
                @Linear(3) @Relu @Dropout @L1(0.1) org.netwright.runtime.Layer %s;
                @Linear(1) @L2(0.1) @MeanSquaredError org.netwright.runtime.Layer y;
              }
              """
                  .formatted(type, name));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "interface Outer { %s }",
        "record Outer(int x) { static %s }",
        "enum Outer { A; static %s }",
        "@interface Outer { %s }",
        "class Outer<T> { static %s }",
        "class Outer { protected static %s }",
        "class Outer { static class Override { static %s } }"
      })
  void aNetworkMayBeNestedInAnything(String outer) {
    String network = network("Net", "").replace(IMPORTS, "");
    assertTrains(
        "Outer",
        PACKAGE
            + IMPORTS
            + outer
                .formatted(network.trim())
                .replace("static @Network\nclass", "@Network static class")
                .replace("protected @Network static", "@Network protected static"));
  }

  @Test
  void twoPenaltiesMayHaveTheSameSimpleName() {
    String source =
        PACKAGE
            + network("Net", "Own")
                .replace(
                    "@Penalty(Own.class)",
                    "@Penalty(Own.class) @Penalty(value = penalties.Own.class, on = Scope.BIAS)");
    assertTrains("Net", source, penalty("networks", "Own"), penalty("penalties", "Own"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record Own() %s",
        "record Own(int x) { Own() { this(1); } ",
        "final class Own",
        "class Own extends Base",
        "@Deprecated class Own",
        "class Own { @Deprecated Own() {} ",
      })
  void aPenaltyMayBeAnythingThatCanBeCreated(String declaration) {
    String[] head = declaration.split("\\{|%s", 2);
    String body = head.length > 1 ? BODY.replaceFirst("\\{", "{" + head[1]) : BODY;
    assertTrains(
        "Net",
        PACKAGE
            + network("Net", "Own")
                .replace("@Network", "@Network @SuppressWarnings(\"deprecation\")"),
        JavaFileObjects.forSourceString("networks.Own", PACKAGE + head[0] + body),
        JavaFileObjects.forSourceString("networks.Base", PACKAGE + "abstract class Base {}"));
  }

  @ParameterizedTest
  @CsvSource({
    "org, Strength, org.netwright.runtime.Strength",
    "java, Override, java.lang.Override",
    "networks, Builder, networks.Builder",
  })
  void whatCannotBeNamedIsReportedAtTheNetwork(String sibling, String penalty, String name) {
    String source =
        network("Net", penalty)
            .replace(IMPORTS, IMPORTS + "import org.netwright.runtime.Layer;\n")
            .replace("org.netwright.runtime.Layer ", "Layer ");
    JavaFileObject own =
        JavaFileObjects.forSourceString(
            "networks." + penalty,
            PACKAGE
                + "import org.netwright.runtime.*; import org.nd4j.linalg.api.ndarray.INDArray;"
                + "public class "
                + penalty
                + BODY.replaceAll("org\\.[a-z0-9.]+\\.", ""));
    Compilation compilation =
        CompiledNetwork.compile(
            "Net", PACKAGE + source, own, file("networks", sibling, "class " + sibling + " {}"));
    assertThat(compilation.diagnostics())
        .extracting(
            d -> d.getSource().getName().replaceFirst("^/", "") + ": " + d.getMessage(Locale.ROOT))
        .containsExactly(
            "networks/Net.java: The code that is generated for Net must refer to "
                + name
                + " by its full name, but in this package "
                + sibling
                + " is the class networks."
                + sibling
                + ". Rename that class. [netwright.package-is-hidden]");
  }

  @Test
  void aDeprecatedConstructorMakesNoWarning() {
    assertTrains(
        "Net",
        PACKAGE + network("Net", "").replace("class Net {", "class Net { @Deprecated Net() {}"));
  }

  /** Inherited members are in scope in generated classes, and hide imported classes. */
  @Test
  void theBaseClassesDeclareOnlyNamesThatAreReserved() {
    assertThat(inheritedFields(Trainer.class)).isSubsetOf("kernels", "parameters");
    assertThat(inheritedFields(InferencePass.class)).isSubsetOf("kernels");
    assertThat(inheritedFields(TrainerBuilder.class)).isEmpty();
    assertThat(
            Arrays.stream(TrainerBuilder.class.getDeclaredMethods())
                .filter(method -> isInherited(method.getModifiers()))
                .map(Method::getName))
        .isSubsetOf(
            "seed", "dataType", "engine", "optimizer", "learningRate", "clipping", "build", "self");
    for (Class<?> base : List.of(Trainer.class, Model.class, InferencePass.class)) {
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

  private static final String IMPORTS = "import org.netwright.annotations.*;\n";

  private static JavaFileObject[] classes(String packageName, List<String> names) {
    return names.stream()
        .map(name -> file(packageName, name, "class " + name + " {}"))
        .toArray(JavaFileObject[]::new);
  }

  private static JavaFileObject penalty(String packageName, String name) {
    return file(packageName, name, "public class " + name + BODY);
  }

  private static JavaFileObject file(String packageName, String name, String text) {
    return packageName.isEmpty()
        ? JavaFileObjects.forSourceString(name, text)
        : JavaFileObjects.forSourceString(
            packageName + "." + name, "package " + packageName + ";\n" + text);
  }

  private static String network(String name, String penalty) {
    return IMPORTS
        + """
        @Network
        class %s {
          @Input(2) org.netwright.runtime.Layer in;
          @Linear(3) @Gelu @Dropout(0.1) @L2(value = 0.1, towards = Anchor.INITIAL) @MaxNorm(2) %s
          org.netwright.runtime.Layer hidden;
          @Linear(1) @GroupLasso(0.01) @MeanSquaredError org.netwright.runtime.Layer y;
        }
        """
            .formatted(name, penalty.isEmpty() ? "" : "@Penalty(" + penalty + ".class)");
  }

  /** One network for each of the penalties, all compiled together. */
  private void assertAllTrain(
      String packageName,
      UnaryOperator<String> reference,
      Function<String, JavaFileObject> penalty) {
    List<JavaFileObject> files = new ArrayList<>();
    int number = 0;
    for (String name : penalties().toList()) {
      String network = "Net" + number++;
      files.add(file(packageName, network, network(network, reference.apply(name))));
      files.add(penalty.apply(name));
    }
    List<CompiledNetwork> networks = CompiledNetwork.of(files);
    assertThat(networks).hasSize(number);
    networks.forEach(this::assertTrains);
  }

  private void assertTrains(String name, String source, JavaFileObject... more) {
    assertTrains(CompiledNetwork.of(name, source, more));
  }

  private void assertTrains(CompiledNetwork network) {
    Batch batch = Batch.of(network, 5, new Random(1));
    try (Trainer<?> trainer = network.builder().seed(1).build()) {
      assertThat(trainer.step(batch.x(), batch.y()).total()).isFinite();
      assertThat(trainer.strengths()).extracting(Strength::name).doesNotHaveDuplicates();
      Path file = folder.resolve("model.safetensors");
      trainer.save(file);
      try (Model model = network.loadModel(file, Engine.CPU)) {
        assertThat(model.predict(batch.x())).isEqualTo(trainer.predict(batch.x()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
