package org.netwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayTrainer;

/** Blocks that are declared elsewhere than the networks that use them. */
class BlocksTest {
  private static final String NET =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.Layer;
      import parts.Part;

      @Network
      class Net {
        @Input(4) Layer x;
        @Repeat(2) Part[] body;
        @Linear(3) @MeanSquaredError Layer y;
      }
      """;

  private static JavaFileObject part(String visibility) {
    return JavaFileObjects.forSourceString(
        "parts.Part",
        """
        package parts;

        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Block
        public class Part {
          @Input %1$s Layer x;
          @Linear(like = "x") @Relu @L2(0.1) %1$s Layer y;
        }
        """
            .formatted(visibility));
  }

  /** The same as fields of one class, also if the fields around are declared later. */
  @Test
  void readFieldsAround() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Net {
              @Input(4) Layer x;
              Outer outer;
              @Linear(3) @MeanSquaredError Layer y;
              @After("x") @Linear(4) @Tanh Layer memory;
              @Output @After("outer") @Concat("memory") Layer both;

              @Block
              static class Outer {
                @Input Layer x;
                Inner inner;
                @After("memory") @Linear(like = "memory") @Tanh Layer hidden;
                @Linear(4) @Add("inner") Layer sum;
              }

              @Block
              static class Inner {
                @Input Layer x;
                @Linear(4) @Tanh @Add("memory") Layer wide;
              }
            }
            """);
    CompiledNetwork flat =
        CompiledNetwork.of(
            "Flat",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Flat {
              @Input(4) Layer x;
              @After("x") @Linear(4) @Tanh Layer memory;
              @After("x") @Linear(4) @Tanh @Add("memory") Layer inner;
              @After("memory") @Linear(4) @Tanh Layer hidden;
              @Linear(4) @Add("inner") Layer sum;
              @Linear(3) @MeanSquaredError Layer y;
              @Output @After("sum") @Concat("memory") Layer both;
            }
            """);
    INDArray x = Nd4j.rand(DataType.FLOAT, 5, 4);
    INDArray y = Nd4j.rand(DataType.FLOAT, 5, 3);
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build();
        ArrayTrainer<?> other = flat.networkBuilder().seed(2).build()) {
      Map<String, String> names =
          Map.of(
              "memory", "memory",
              "inner", "outer.inner.wide",
              "hidden", "outer.hidden",
              "sum", "outer.sum",
              "y", "y");
      names.forEach(
          (own, name) -> {
            for (String parameter : other.layerNamed(own).parameterNames()) {
              other
                  .layerNamed(own)
                  .parameter(parameter)
                  .assign(trainer.layerNamed(name).parameter(parameter));
            }
          });
      for (int step = 0; step < 3; step++) {
        double loss = trainer.step(List.of(x), List.of(y)).data();
        assertThat(loss).isCloseTo(other.step(List.of(x), List.of(y)).data(), within(1e-6));
      }
      INDArray both = trainer.predict(List.of(x)).get(1);
      assertThat(both.equalsWithEps(other.predict(List.of(x)).get(1), 1e-5)).isTrue();
    }
  }

  @Test
  void areUsedFromAnotherPackage() {
    CompiledNetwork network = CompiledNetwork.of("Net", NET, part("public"));
    try (ArrayTrainer<?> trainer = network.networkBuilder().build()) {
      assertThat(trainer.layerNamed("body.1.y").weight().shape()).containsExactly(4, 4);
    }
  }

  @Test
  void aBlockThatTheTrainerCannotCreateIsReported() {
    JavaFileObject hidden =
        JavaFileObjects.forSourceString(
            "parts.Part",
            """
            package parts;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Block
            public class Part {
              @Input public Layer x;
              public Inner inner;

              Part() {}

              @Block
              static class Inner {
                @Input public Layer x;
                @Linear(like = "x") @Relu public Layer y;
              }
            }
            """);
    Compilation compilation = CompiledNetwork.compile("Net", NET, hidden);
    assertThat(compilation)
        .hadErrorContaining("Part cannot be created by NetTrainer, which is in another package");
    assertThat(compilation)
        .hadErrorContaining("Inner cannot be created by NetTrainer, which is in another package");
  }

  @Test
  void namesOfMethodsDoNotClash() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Names",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class Names {
              @Input(2) Layer List;
              @Repeat(2) Part[] a;
              Part a0;
              Part A;
              @Repeat(12) Part[] d;
              @Repeat(2) Part[] d1;
              @Linear(2) @Tanh @Output Layer Arrays;
              @Linear(1) @MeanSquaredError Layer y;

              @Block
              static class Part {
                @Input Layer x;
                @Linear(2) @Tanh @Dropout(0.5) @L2(0.1) Layer i;
                @Linear(2) @Tanh @Dropout(0.5) Layer prefix;
              }
            }
            """);
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
      assertThat(trainer.step(List.of(Nd4j.rand(3, 2)), List.of(Nd4j.rand(3, 1))).penalties())
          .hasSize(18);
    }
  }

  /** Its methods are divided into parts, of which an instance in the middle has its own. */
  @Test
  void longBlocksAreRepeated() {
    isTrained("Deep", 90, 13);
  }

  /** The loop over its repetitions is longer than a constructor may be. */
  @Test
  void blockOfManyLayersIsRepeated() {
    isTrained("Long", 250, 3);
  }

  private static void isTrained(String name, int layers, int repetitions) {
    String fields =
        IntStream.range(0, layers)
            .mapToObj(i -> "@Linear(2) @Tanh Layer l" + i + ";\n")
            .collect(Collectors.joining());
    CompiledNetwork network =
        CompiledNetwork.of(
            name,
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            class %s {
              @Input(2) Layer x;
              @Repeat(%d) Part[] a;
              @Linear(1) @MeanSquaredError Layer y;

              @Block
              static class Part {
                @Input Layer x;
                %s
              }
            }
            """
                .formatted(name, repetitions, fields));
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
      trainer.step(List.of(Nd4j.rand(3, 2)), List.of(Nd4j.rand(3, 1)));
      assertThat(trainer.layers()).hasSize(2 + repetitions * (layers + 1));
    }
  }

  @Test
  void eachRepetitionDrawsItsOwnMask() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Masks",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.Layer;

            @Network
            @Sgd(learningRate = 1e-9)
            class Masks {
              @Input(40) Layer x;
              @Linear(40) @Relu @Dropout(0.5) Layer stem;
              @Repeat(3) Part[] body;
              @Linear(40) @MeanSquaredError Layer y;

              @Block
              static class Part {
                @Input Layer x;
                @Dropout(0.5) Layer first;
                @Linear(40) @Relu @Dropout(0.5) Layer second;
              }
            }
            """);
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
      INDArray zeros = Nd4j.zeros(40);
      INDArray one = Nd4j.eye(40);
      for (String layer : List.of("stem", "body.0.second", "body.1.second", "body.2.second", "y")) {
        trainer.layerNamed(layer).weight(one);
        trainer.layerNamed(layer).bias(zeros);
      }
      // The output is 2⁷ where no mask is 0. Equal masks would leave more of them.
      INDArray y = Nd4j.valueArrayOf(2000, 40, 128.0);
      double zeroed = trainer.step(List.of(Nd4j.ones(2000, 40)), List.of(y)).data() / (128 * 128);
      assertThat(1 - zeroed).isCloseTo(Math.pow(0.5, 7), within(0.002));
    }
  }

  @Test
  void fieldsThatTheTrainerCannotSetAreReported() {
    Compilation compilation = CompiledNetwork.compile("Net", NET, part(""));
    assertThat(compilation)
        .hadErrorContaining(
            "x of Part cannot be set by NetTrainer, which is in another package. Make it public."
                + " [netwright.block-not-visible]");
    assertThat(compilation).hadErrorCount(2);
  }

  @Test
  void aMistakeInABlockIsReportedOnce() {
    Compilation compilation =
        CompiledNetwork.compile(
            "Net", NET.replace("parts.Part;", "parts.Part;\n"), part("private"));
    assertThat(compilation.errors().stream().map(e -> e.getMessage(null)).distinct().toList())
        .isNotEmpty()
        .hasSameSizeAs(compilation.errors());
  }
}
