package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.TrainingCheck;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;

/** Valid declarations compile without a warning, train and predict, even if they are unusual. */
class OddDeclarationTest {
  private static final String IMPORTS =
      """
      import org.netwright.annotations.*;
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Trainer",
        "Layer",
        "LossReport",
        "Penalty",
        "Optimizer",
        "BatchTensor",
        "ParameterTensor",
        "TargetEncoding",
        "Generated",
        "Override",
        "String",
        "Object",
        "Builder",
        "Pass",
        "Model",
        "ModelLayout",
        "InferencePass",
        "Engine",
        "Path",
        "IOException",
        "NetTrainer",
        "Größe"
      })
  void aClassMayHaveAnyName(String name) {
    assertTrains(name, "package networks;\n" + IMPORTS + network(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Net", "Trainer", "Override", "String", "Pass", "Model", "Path", "Engine"})
  void aClassMayBeInTheUnnamedPackage(String name) {
    assertTrains(name, IMPORTS + network(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "step",
        "predict",
        "network",
        "close",
        "forward",
        "loss",
        "seed",
        "layer",
        "input",
        "target",
        "tensor",
        "layout",
        "LAYOUT",
        "x",
        "y",
        "n",
        "report",
        "declared",
        "record",
        "var",
        "yield",
        "_a",
        "$",
        "schönerName",
        "Math",
        "String",
        "Override",
        "Trainer",
        "BatchTensor",
        "yTargets",
        "hiddenL1",
        "hiddenGradient",
        "model",
        "infer",
        "output",
        "parameter",
        "Pass"
      })
  void aLayerMayHaveAnyName(String name) {
    assertTrains(
        "Net",
        "package networks;\n"
            + IMPORTS
            + """
            @Network
            class Net {
              @Input(2) org.netwright.runtime.Layer in;
              @Linear(3) @Relu @Dropout @L1(0.1) org.netwright.runtime.Layer %s;
              @Linear(3) @Gelu @L1(0.1) org.netwright.runtime.Layer hidden;
              @Linear(1) @MeanSquaredError org.netwright.runtime.Layer y2;
            }
            """
                .formatted(name));
  }

  @Test
  void aDeprecatedNetworkMakesNoWarning() {
    assertTrains("Net", "package networks;\n" + IMPORTS + "@Deprecated\n" + network("Net"));
  }

  @Test
  void layersMayBeAsWideAsMemoryIs() {
    assertTrains(
        "Net",
        "package networks;\n"
            + IMPORTS
            + """
            @Network
            class Net {
              @Input(1) org.netwright.runtime.Layer x;
              @Linear(100_000) @Tanh @L1(value = 1e-6, proximal = true) org.netwright.runtime.Layer wide;
              @Linear(1) @MeanSquaredError org.netwright.runtime.Layer y;
            }
            """);
  }

  @Test
  void layersMayBeDeclaredInAnyOrderWithAfter() {
    String source =
        "package networks;\n"
            + IMPORTS
            + """
            @Network
            class Net {
              @Linear(1) @After("hidden") @MeanSquaredError org.netwright.runtime.Layer y;
              @Linear(5) @After("x") @Tanh org.netwright.runtime.Layer hidden;
              @Input(3) org.netwright.runtime.Layer x;
            }
            """;
    try (Trainer<?> trainer = CompiledNetwork.of("Net", source).builder().build()) {
      assertThat(trainer.layers().stream().map(Layer::name)).containsExactly("x", "hidden", "y");
      assertThat(trainer.layerNamed("hidden").weight().shape()).containsExactly(3, 5);
    }
  }

  @Test
  void valuesMayBeConstants() {
    assertTrains(
        "Net",
        "package networks;\n"
            + IMPORTS
            + """
            @Network
            class Net {
              static final int WIDTH = 2;
              static final double STRENGTH = 1 / 16.0;
              @Input(WIDTH + 1) org.netwright.runtime.Layer x;
              @Linear(WIDTH * WIDTH) @Relu @L2(STRENGTH) org.netwright.runtime.Layer hidden;
              @Linear(1) @MeanSquaredError org.netwright.runtime.Layer y;
            }
            """);
  }

  /** Compiles a trainer with nearly a thousand layers. */
  @Tag("slow")
  @Test
  void aNetworkMayHaveAsManyLayersAsItsTrainerHasConstantsFor() {
    String layers =
        IntStream.range(0, 960)
            .mapToObj(
                ("@Linear(2) @Gelu @Dropout(0.1) @L1(value = 1e-9, on = Scope.ALL)"
                        + " @L2(value = 1e-9, on = Scope.ALL) org.netwright.runtime.Layer l%d;\n")
                    ::formatted)
            .collect(Collectors.joining());
    assertTrains(
        "Net",
        "package networks;\n"
            + IMPORTS
            + "@Network class Net {\n@Input(2) org.netwright.runtime.Layer x;\n"
            + layers
            + "@Linear(1) @MeanSquaredError org.netwright.runtime.Layer y;\n}\n");
  }

  private static String network(String name) {
    return """
        @Network
        class %s {
          @Input(2) org.netwright.runtime.Layer x;
          @Linear(3) @Tanh @L1(0.1) org.netwright.runtime.Layer hidden;
          @Linear(1) @MeanSquaredError org.netwright.runtime.Layer y;
        }
        """
        .formatted(name);
  }

  private void assertTrains(String name, String source) {
    LossReport report = TrainingCheck.check(CompiledNetwork.of(name, source), folder);
    assertThat(report.total()).isPositive();
  }
}
