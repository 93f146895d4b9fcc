package org.netwright.processor.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Layer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Strength;

/** Compares the gradients of a network with central differences of its loss, in double. */
public final class GradientProbe {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final int DRAWS = 10;

  /** Differences of smaller gradients are lost in the rounding errors of the loss. */
  private static final double LEAST_NORM = 1e-3;

  private final CompiledNetwork network;
  private final int rows;
  private final long seed;
  private final Random random;
  private final Batch batch;

  /**
   * A parameter of a trainer, live, and its gradient.
   *
   * @param padding the row that is not trained, or -1
   */
  private record Parameter(String name, INDArray value, INDArray gradient, int padding) {
    /** Moves to the one side or the other, for all elements that are trained. */
    INDArray signs(Random random) {
      INDArray signs = Nd4j.createUninitialized(DataType.DOUBLE, value.shape());
      for (long i = 0; i < signs.length(); i++) {
        signs.putScalar(i, random.nextBoolean() ? 1 : -1);
      }
      if (padding >= 0) {
        signs.getRow(padding).assign(0);
      }
      return signs;
    }
  }

  /** All of a trainer, always in the same order. */
  private List<Parameter> parametersOf(ArrayTrainer<?> trainer) {
    List<Parameter> parameters = new ArrayList<>();
    for (Layer layer : trainer.layers()) {
      for (String name : layer.parameterNames()) {
        parameters.add(
            new Parameter(
                layer.name() + "." + name,
                layer.parameter(name),
                layer.gradient(name),
                network.declared().padding(layer.name())));
      }
    }
    return parameters;
  }

  public GradientProbe(CompiledNetwork network, int rows, long seed) {
    this.network = network;
    this.rows = rows;
    this.seed = seed;
    random = new Random(seed);
    batch = Batch.of(network, rows, random);
  }

  /** Compares the gradients of all parameters. */
  public void check() {
    try (ArrayTrainer<?> trainer = trainer()) {
      trainer.step(batch.inputs(), batch.targets());
      List<Parameter> parameters = parametersOf(trainer);
      for (int i = 0; i < parameters.size(); i++) {
        check(i, parameters.get(i));
      }
    }
  }

  /**
   * Compares the gradient along one direction through all parameters.
   *
   * @return whether there was one without a kink of the loss, where differences say nothing
   */
  public boolean checkOneDirection() {
    double step = STEP;
    for (int draw = 0; draw < DRAWS; draw++, step /= 3) {
      long direction = random.nextLong();
      double slope = 0;
      double norm = 0;
      double here;
      try (ArrayTrainer<?> trainer = trainer()) {
        here = differentiated(trainer);
        Random signs = new Random(direction);
        for (Parameter parameter : parametersOf(trainer)) {
          INDArray gradient = parameter.gradient();
          slope += gradient.mul(parameter.signs(signs)).sumNumber().doubleValue();
          norm += gradient.norm2Number().doubleValue();
        }
      }
      double above = loss(direction, step) - here;
      double below = here - loss(direction, -step);
      double difference = (above + below) / 2;
      double tolerance = TOLERANCE * step * Math.max(norm, LEAST_NORM);
      // Shorter and shorter: curvature then vanishes, a kink does not.
      if (Math.abs(above - below) <= 5 * tolerance) {
        assertThat(difference).isCloseTo(slope * step, within(tolerance));
        return true;
      }
    }
    return false;
  }

  /** The loss with all parameters moved. */
  private double loss(long direction, double step) {
    try (ArrayTrainer<?> trainer = trainer()) {
      Random signs = new Random(direction);
      for (Parameter parameter : parametersOf(trainer)) {
        parameter.value().addi(parameter.signs(signs).muli(step));
      }
      return differentiated(trainer);
    }
  }

  /** Always with the same parameters: the initial ones, moved if a penalty begins there. */
  private ArrayTrainer<?> trainer() {
    ArrayTrainer<?> trainer =
        network.networkBuilder().dataType(DataType.DOUBLE).learningRate(0).seed(seed).build();
    Random moves = new Random(seed);
    if (network.declared().hasAnchor()) {
      parametersOf(trainer).forEach(parameter -> move(parameter.value(), moves));
    }
    return trainer;
  }

  private static void move(INDArray parameter, Random moves) {
    INDArray flat = parameter.reshape(parameter.length());
    for (long i = 0; i < flat.length(); i++) {
      flat.putScalar(i, flat.getDouble(i) + 0.2 * moves.nextGaussian());
    }
  }

  /** Moves all elements of a parameter at once, each by a step to a random side. */
  private void check(int index, Parameter parameter) {
    INDArray gradient = parameter.gradient();
    double norm = gradient.norm2Number().doubleValue();
    // A single row can leave a unit dead; of several rows some say something to each parameter.
    assertThat(rows == 1 || norm > 0).as("%s has a gradient", parameter.name()).isTrue();
    for (int draw = 0; draw < DRAWS; draw++) {
      // With smaller and smaller steps, because a parameter may be near a kink, such as that of L1.
      double step = STEP / Math.pow(1.6, draw);
      double tolerance = TOLERANCE * step * Math.max(norm, LEAST_NORM);
      INDArray move = parameter.signs(random).muli(step);
      double difference = difference(index, move);
      double half = difference(index, move.div(2));
      if (Math.abs(difference - 2 * half) <= tolerance) {
        double expected = gradient.mul(move).sumNumber().doubleValue();
        assertThat(difference).as(parameter.name()).isCloseTo(expected, within(tolerance));
        return;
      }
      // The loss has a kink on the way, as of relu: differences say nothing there.
    }
    fail("%s has kinks all around: choose another seed", parameter.name());
  }

  private double difference(int index, INDArray move) {
    return (loss(index, move) - loss(index, move.neg())) / 2;
  }

  /** The loss with one parameter moved; of the same seed, a fresh trainer drops the same units. */
  private double loss(int index, INDArray move) {
    try (ArrayTrainer<?> trainer = trainer()) {
      parametersOf(trainer).get(index).value().addi(move);
      return differentiated(trainer);
    }
  }

  /**
   * Takes a step and returns the part of the loss that its gradient belongs to. A proximal penalty
   * is applied after the update and is not part of it.
   */
  private double differentiated(ArrayTrainer<?> trainer) {
    LossReport report = trainer.step(batch.inputs(), batch.targets());
    Set<String> proximal =
        trainer.strengths().stream()
            .filter(network.declared()::isProximal)
            .map(Strength::name)
            .collect(Collectors.toSet());
    return report.data()
        + report.terms().stream()
            .filter(term -> !proximal.contains(term.name()))
            .mapToDouble(LossReport.Term::value)
            .sum();
  }
}
