package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.NetworkSource;
import org.netwright.processor.support.RecordCheck;

/**
 * Records, enums, components and fields may have the names that generated code uses itself. Each
 * network compiles without a warning, trains and predicts.
 */
class RecordNamesTest {
  private static final String LAYER = "org.netwright.runtime.Layer";

  /** Names of {@code java.lang} and the runtime, and of variables and members of encoders. */
  private static final List<String> NAMES =
      List.of(
          "Boolean",
          "CalendarPart",
          "Engine",
          "Enum",
          "ExampleEncoder",
          "ExampleLayout",
          "Float",
          "Generated",
          "GeneratedTrainer",
          "IOException",
          "Integer",
          "LAYOUT",
          "List",
          "Map",
          "NetworkLayout",
          "Number",
          "O1_CLASSES",
          "Object",
          "Objects",
          "Optional",
          "OutputRow",
          "Override",
          "Pass",
          "Path",
          "RecordModel",
          "RecordRow",
          "RecordTrainer",
          "String",
          "SuppressWarnings",
          "TargetRow",
          "example",
          "layout",
          "row",
          "target");

  private static final String COMPONENTS =
      """
      int row, int inputs, int layout, int target, int example, int kernels, int numbers, int id,
      int größe, int 重み, int 𝑥, int $, int $x, int record, int var, int yield, int sealed,
      int aB, int ab, int AB, Inner org, Inner java, Inner Objects, Optional<Inner> names
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"networks", ""})
  void enumsMayHaveAnyName(String packageName) {
    List<JavaFileObject> files = new ArrayList<>();
    NAMES.forEach(
        name -> files.add(NetworkSource.file(packageName, name, "enum " + name + " { A, B }")));
    String components = numbered("%2$s c%1$d", ", ");
    files.add(NetworkSource.file(packageName, "Rec", "record Rec(" + components + ") {}"));
    String losses =
        numbered(
            "@java.lang.SuppressWarnings(\"netwright.target-among-features\")"
                + " @After(\"hidden\") @CrossEntropy(classes = %2$s.class) "
                + LAYER
                + " o%1$d;",
            "\n");
    files.add(network(packageName, "Net", "@Features(Rec.class) " + LAYER + " rec;", losses));
    assertThat(check(files)).containsExactly(2 * NAMES.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"networks", ""})
  void recordsMayHaveAnyName(String packageName) {
    List<JavaFileObject> files = new ArrayList<>();
    NAMES.forEach(
        name -> files.add(NetworkSource.file(packageName, name, "record " + name + "(int x) {}")));
    String loss = "@Linear(1) @BinaryCrossEntropy " + LAYER + " y;";
    for (int i = 0; i < NAMES.size(); i += 2) {
      String inputs =
          """
          @Features(%2$s.class) %1$s one;
          @Features(%3$s.class) %1$s row;
          @After("one") @Concat("row") %1$s both;
          """
              .formatted(LAYER, NAMES.get(i), NAMES.get(i + 1));
      files.add(network(packageName, "Net" + i, inputs, loss));
    }
    assertThat(check(files)).hasSize(NAMES.size()).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"row", "inputs", "layout", "example", "java", "Objects", "LAYOUT", "größe"})
  void componentsAndFieldsMayHaveAnyName(String field) {
    String source =
        """
        package networks;

        import java.util.Optional;
        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        class Outer {
          record Rec(%2$s) {}

          record Inner(int row, Deep var) {}

          record Deep(int record, Optional<Home> home, @Embedding(width = 2) Phase numbers) {}

          record Home(int yield) {}

          enum Phase { Objects, layout, größe }

          @SuppressWarnings("netwright.target-among-features")
          @Network static class One {
            @Features(Rec.class) Layer %1$s;
            @CrossEntropy(classes = Phase.class) Layer y;
          }

          @SuppressWarnings("netwright.target-among-features")
          @Network static class Two {
            @Features(Rec.class) Layer %1$s;
            @Features(Rec.class) Layer org;
            @After("%1$s") @Concat("org") Layer both;
            @Linear(3) @Relu Layer hidden;
            @CrossEntropy(classes = Phase.class) Layer out;
            @After("hidden") @CrossEntropy(classes = Phase.class) Layer OUT;
            @After("hidden") @CrossEntropy(classes = Phase.class) Layer oUt;
            @After("hidden") @Linear(1) @MeanSquaredError Layer number;
            @After("hidden") @Linear(3) @MeanSquaredError Layer numbers;
            @After("hidden") @Linear(1) @BinaryCrossEntropy Layer flag;
            @After("hidden") @Linear(3) @BinaryCrossEntropy Layer flags;
            @After("hidden") @Linear(9) @CrossEntropy Layer target;
          }
        }
        """
            .formatted(field, COMPONENTS);
    // 20 numbers, three records with four numbers and an id, and one whose numbers may be missing.
    int numbers = 20 + 3 * 4 + 3 * 2;
    List<Integer> widths = check(List.of(NetworkSource.file("", "networks.Outer", source)));
    assertThat(widths)
        .hasSize(3 * 5)
        .filteredOn(width -> width > 1)
        .hasSize(3)
        .containsOnly(numbers);
  }

  /** A class that is called as a package is hides it from names that are written in full. */
  @Test
  void anEnumThatIsCalledAsAPackageIsRefusedIfItHidesOne() {
    NetworkCompilation compilation =
        NetworkCompilation.of(
            List.of(
                NetworkSource.file("networks", "java", "enum java { A, B }"),
                NetworkSource.file("networks", "Objects", "record Objects(java x) {}"),
                network(
                    "networks",
                    "Net",
                    """
                    @Features(Objects.class) Layer one;
                    @Features(Objects.class) Layer other;
                    @Concat("one") Layer both;
                    """,
                    "@Linear(1) @MeanSquaredError Layer y;")));
    assertThat(compilation.errors()).containsOnlyKeys("networks.Net");
    assertThat(compilation.errors().get("networks.Net"))
        .containsExactly("netwright.package-is-hidden");
  }

  @Test
  void deprecatedRecordsMakeNoWarnings() {
    String source =
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        class Net {
          @Deprecated record Old(int x) {}

          @Deprecated(forRemoval = true) enum Phase { A, B }

          static class Around {
            @Deprecated static class Former { enum State { ON, OFF } record In(int x) {} }
          }

          @SuppressWarnings({"deprecation", "removal"})
          record Rec(Old old, Phase phase, java.util.Optional<Around.Former.State> state,
              Around.Former.In in, int y) {
            @Deprecated public int y() { return y; }
          }

          @SuppressWarnings({"deprecation", "removal", "netwright.target-among-features"})
          @Network static class One {
            @Features(Rec.class) Layer rec;
            @CrossEntropy(classes = Phase.class) Layer y;
          }

          @SuppressWarnings({"deprecation", "removal", "netwright.target-among-features"})
          @Network static class Several {
            @Features(Old.class) Layer one;
            @Features(Old.class) Layer other;
            @Concat("one") Layer both;
            @CrossEntropy(classes = Phase.class) Layer y;
            @After("both") @CrossEntropy(classes = Around.Former.State.class) Layer z;
          }
        }
        """;
    assertThat(check(List.of(NetworkSource.file("", "networks.Net", source))))
        .containsExactly(1 + 2 + 3 + 1 + 1, 1, 1);
  }

  @Test
  void theGeneratedRecordsMayNotExist() {
    Compilation compilation =
        CompiledNetwork.compile(
            "Net",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Net {
              @Features(Rec.class) Layer rec;
              @Linear(1) @MeanSquaredError Layer y;
              @After("rec") @Linear(1) @MeanSquaredError Layer z;

              record Rec(NetTargets targets) {}
            }
            """,
            NetworkSource.file("networks", "NetTargets", "record NetTargets(int y, int z) {}"));
    assertThat(compilation.errors())
        .extracting(error -> error.getMessage(null))
        .containsExactly(
            "networks.NetTargets cannot be generated, because a class with this name already exists."
                + " Rename that class or the network. [netwright.record-name-is-taken]");
  }

  /** One text for each name, with its index. */
  private static String numbered(String format, String separator) {
    return IntStream.range(0, NAMES.size())
        .mapToObj(i -> format.formatted(i, NAMES.get(i)))
        .collect(Collectors.joining(separator));
  }

  private static JavaFileObject network(
      String packageName, String name, String inputs, String losses) {
    String imports = inputs.contains(" Layer ") ? "import org.netwright.runtime.Layer;\n" : "";
    return NetworkSource.file(
        packageName,
        name,
        """
        import org.netwright.annotations.After;
        import org.netwright.annotations.BinaryCrossEntropy;
        import org.netwright.annotations.Concat;
        import org.netwright.annotations.CrossEntropy;
        import org.netwright.annotations.Features;
        import org.netwright.annotations.Linear;
        import org.netwright.annotations.MeanSquaredError;
        import org.netwright.annotations.Network;
        import org.netwright.annotations.Relu;
        %s
        @Network class %s {
          %s
          @Linear(3) @Relu %s hidden;
          %s
        }
        """
            .formatted(imports, name, inputs, LAYER, losses));
  }

  /** Trains all networks; returns the widths of their inputs. */
  private List<Integer> check(List<JavaFileObject> files) {
    return NetworkCompilation.of(files).networks().stream()
        .flatMap(network -> RecordCheck.check(network, folder, 1).values().stream())
        .toList();
  }
}
