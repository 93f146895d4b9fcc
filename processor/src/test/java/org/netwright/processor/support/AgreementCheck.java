package org.netwright.processor.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;

/** Both engines compute the same, and models the same as their trainers. */
public final class AgreementCheck {
  private static final int ROWS = 6;
  private static final int STEPS = 3;
  private static final double FIRST_TOLERANCE = 1e-5;
  private static final double FIRST_TOLERANCE_OF_DOUBLE = 1e-10;
  private static final double GRADIENT_TOLERANCE = 1e-4;

  /**
   * Adam scales a gradient that is only rounding error like any other, so the steps slowly diverge.
   */
  private static final double LATER_TOLERANCE = 5e-3;

  private AgreementCheck() {}

  /** Checks the predictions and the losses of a few steps, in both types. */
  public static void engines(CompiledNetwork network, long seed) {
    engines(network, DataType.FLOAT, seed, FIRST_TOLERANCE);
    engines(network, DataType.DOUBLE, seed, FIRST_TOLERANCE_OF_DOUBLE);
  }

  private static void engines(
      CompiledNetwork network, DataType type, long seed, double firstTolerance) {
    Batch batch = Batch.of(network, ROWS, new Random(seed));
    try (ArrayTrainer<?> fast = trainer(network, type, seed, Engine.CPU);
        ArrayTrainer<?> reference = trainer(network, type, seed, Engine.ND4J)) {
      comparePredictions(fast, reference, batch, firstTolerance);
      for (int step = 0; step < STEPS; step++) {
        LossReport one = fast.step(batch.inputs(), batch.targets());
        LossReport other = reference.step(batch.inputs(), batch.targets());
        double tolerance = step == 0 ? firstTolerance : LATER_TOLERANCE;
        assertThat(one.total()).isCloseTo(other.total(), offset(tolerance, other.total()));
        double penalty = 0;
        for (LossReport.Term term : one.terms()) {
          penalty += term.value();
        }
        assertThat(one.total()).isEqualTo(one.data() + penalty);
      }
      comparePredictions(fast, reference, batch, LATER_TOLERANCE);
    }
  }

  /** Checks the loss and the gradients of the fast engine against those in double. */
  public static void precision(CompiledNetwork network, long seed) {
    Batch batch = Batch.of(network, ROWS, new Random(seed));
    try (ArrayTrainer<?> fast = trainer(network, DataType.FLOAT, seed, Engine.CPU);
        ArrayTrainer<?> exact = trainer(network, DataType.DOUBLE, seed, Engine.ND4J)) {
      double loss = exact.step(batch.inputs(), batch.targets()).total();
      assertThat(fast.step(batch.inputs(), batch.targets()).total())
          .isCloseTo(loss, offset(FIRST_TOLERANCE, loss));
      double largest =
          exact.layers().stream()
              .flatMap(layer -> layer.parameterNames().stream().map(layer::gradient))
              .mapToDouble(gradient -> gradient.amaxNumber().doubleValue())
              .max()
              .orElse(0);
      for (int i = 0; i < exact.layers().size(); i++) {
        Layer layer = exact.layers().get(i);
        for (String parameter : layer.parameterNames()) {
          assertThat(doubles(fast.layers().get(i).gradient(parameter)))
              .as("gradient of %s.%s", layer.name(), parameter)
              .containsExactly(
                  doubles(layer.gradient(parameter)), offset(GRADIENT_TOLERANCE, largest));
        }
      }
    }
  }

  private static double[] doubles(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static void comparePredictions(
      ArrayTrainer<?> fast, ArrayTrainer<?> reference, Batch batch, double tolerance) {
    List<INDArray> given = fast.predict(batch.inputs());
    List<INDArray> expected = reference.predict(batch.inputs());
    assertThat(given).hasSameSizeAs(expected);
    for (int i = 0; i < given.size(); i++) {
      assertThat(given.get(i).shape()).isEqualTo(expected.get(i).shape());
      double largest = expected.get(i).amaxNumber().doubleValue();
      assertThat(given.get(i).dup('c').data().asDouble())
          .as("output %s", i)
          .containsExactly(expected.get(i).dup('c').data().asDouble(), offset(tolerance, largest));
    }
  }

  private static Offset<Double> offset(double tolerance, double magnitude) {
    return Offset.offset(tolerance * (1 + magnitude));
  }

  /**
   * Checks the predictions of a model that was saved after a step.
   *
   * @param folder where it is saved
   */
  public static void model(CompiledNetwork network, long seed, Path folder) throws IOException {
    Batch batch = Batch.of(network, ROWS, new Random(seed));
    Path file = folder.resolve("model.safetensors");
    for (Engine engine : Engine.values()) {
      try (ArrayTrainer<?> trainer = trainer(network, DataType.FLOAT, seed, engine)) {
        trainer.step(batch.inputs(), batch.targets());
        trainer.save(file);
        try (ArrayModel model = network.loadNetworkModel(file, engine)) {
          assertThat(model.predict(batch.inputs())).isEqualTo(trainer.predict(batch.inputs()));
        }
      }
    }
  }

  private static ArrayTrainer<?> trainer(
      CompiledNetwork network, DataType type, long seed, Engine engine) {
    return network.networkBuilder().seed(seed).dataType(type).engine(engine).build();
  }
}
