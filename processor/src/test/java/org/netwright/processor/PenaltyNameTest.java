package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.NetworkSource;
import org.netwright.processor.support.TrainingCheck;

/**
 * Users' penalties may have any name, be in any place, and be any class that can be created. Each
 * network compiles without a warning, trains and predicts.
 */
@Tag("slow") // nearly two hundred networks
class PenaltyNameTest {
  private static final String METHODS =
      """
        public double value(org.nd4j.linalg.api.ndarray.INDArray p) {
          return p.sumNumber().doubleValue();
        }
        public void gradient(
            org.nd4j.linalg.api.ndarray.INDArray p,
            org.nd4j.linalg.api.ndarray.INDArray gradient) {
          gradient.assign(1);
        }
      """;
  private static final String BODY =
      " implements org.netwright.runtime.ParameterPenalty {\n" + METHODS + "}\n";

  @TempDir private Path folder;

  /**
   * Names that give a term of a layer the name of one of its values, in addition to those that
   * generated code uses itself.
   */
  static List<String> names() {
    return Stream.concat(
            NameClashTest.names().stream(),
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
                "URLs"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Override", "SuppressWarnings", "Builder", "Layer", "Strength", "Weight"})
  void aPenaltyMayHaveAnyName(String name) {
    check(network("networks", "Net", name), penalty("networks", name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Strength", "Schedule", "Trainer", "Override", "Pass", "ParameterRole", "Weight"})
  void aPenaltyInTheUnnamedPackageMayHaveAnyName(String name) {
    check(network("", "Net", name), penalty("", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Strength", "Schedule", "Trainer", "Builder", "Optimizer", "Axis"})
  void networkAndPenaltyMayHaveOneSimpleName(String name) {
    check(network("networks", name, "penalties." + name), penalty("penalties", name));
  }

  @Test
  void penaltiesNextToEachOtherMayHaveAnyName() {
    checkAll(name -> name, name -> penalty("networks", name));
  }

  @Test
  void nestedPenaltiesMayHaveAnyName() {
    checkAll(
        name -> outer(name) + "." + name,
        name ->
            NetworkSource.file(
                "networks",
                outer(name),
                "class " + outer(name) + " { static class " + name + BODY + "}\n"));
  }

  private static String outer(String name) {
    return "Outer" + names().indexOf(name);
  }

  @Test
  void penaltiesInAnotherPackageMayHaveAnyName() {
    checkAll(name -> "penalties." + name, name -> penalty("penalties", name));
  }

  @Test
  void twoPenaltiesMayHaveTheSameSimpleName() {
    NetworkSource network =
        new NetworkSource("networks", "Net")
            .onHidden("@Penalty(Own.class) @Penalty(value = penalties.Own.class, on = Scope.BIAS)");
    check(network, penalty("networks", "Own"), penalty("penalties", "Own"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record Own() implements %s {",
        "record Own(int x) implements %s { Own() { this(1); }",
        "final class Own implements %s {",
        "class Own extends Base implements %s {",
        "@Deprecated class Own implements %s {",
        "class Own implements %s { @Deprecated Own() {}",
      })
  void aPenaltyMayBeAnythingThatCanBeCreated(String declaration) {
    String own = declaration.formatted("org.netwright.runtime.ParameterPenalty") + METHODS + "}\n";
    check(
        network("networks", "Net", "Own").modifiers("@SuppressWarnings(\"deprecation\")"),
        NetworkSource.file("networks", "Own", own),
        NetworkSource.file("networks", "Base", "abstract class Base {}"));
  }

  /** The penalty imports what it needs, because the class next to it hides a package. */
  @ParameterizedTest
  @CsvSource({
    "org, Strength, org.netwright.runtime.Strength",
    "java, Override, java.lang.Override",
    "networks, Builder, networks.Builder",
  })
  void whatCannotBeNamedIsReportedAtTheNetwork(String sibling, String penalty, String name) {
    String own =
        """
        import org.netwright.runtime.ParameterPenalty;
        import org.nd4j.linalg.api.ndarray.INDArray;

        public class %s implements ParameterPenalty {
          public double value(INDArray p) { return 0; }
          public void gradient(INDArray p, INDArray gradient) {}
        }
        """
            .formatted(penalty);
    Compilation compilation =
        NetworkCompilation.of(
                List.of(
                    NetworkSource.file("networks", sibling, "class " + sibling + " {}"),
                    NetworkSource.file("networks", penalty, own),
                    network("networks", "Net", penalty).importingLayer().file()))
            .result();
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

  private static NetworkSource network(String packageName, String name, String penalty) {
    return new NetworkSource(packageName, name).onHidden("@Penalty(" + penalty + ".class)");
  }

  private static JavaFileObject penalty(String packageName, String name) {
    return NetworkSource.file(packageName, name, "public class " + name + BODY);
  }

  private void check(NetworkSource network, JavaFileObject... penalties) {
    List<JavaFileObject> files = new ArrayList<>(List.of(penalties));
    files.add(network.file());
    List<CompiledNetwork> networks = NetworkCompilation.of(files).networks();
    assertThat(networks).hasSize(1);
    TrainingCheck.check(networks.get(0), folder);
  }

  /** One network for each of the names, all compiled together. */
  private void checkAll(UnaryOperator<String> reference, Function<String, JavaFileObject> penalty) {
    List<JavaFileObject> files = new ArrayList<>();
    for (String name : names()) {
      String network = "Net" + names().indexOf(name);
      files.add(network("networks", network, reference.apply(name)).file());
      files.add(penalty.apply(name));
    }
    List<CompiledNetwork> networks = NetworkCompilation.of(files).networks();
    assertThat(networks).hasSameSizeAs(names());
    networks.forEach(network -> TrainingCheck.check(network, folder));
  }
}
