package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.DeclaredNetwork.DeclaredInput;
import org.netwright.processor.support.DeclaredNetwork.Target;
import org.netwright.runtime.ArrayTrainer;

/**
 * Random data that a network takes.
 *
 * @param inputs in the order of their fields; sequences of different lengths are followed by these,
 *     and padded with NaN or with ids that do not exist
 * @param targets in the order of their fields
 */
public record Batch(List<INDArray> inputs, List<INDArray> targets) {
  public static Batch of(CompiledNetwork network, int rows, Random random) {
    List<INDArray> inputs = new ArrayList<>();
    for (DeclaredInput input : network.declared().inputs()) {
      INDArray x = input(input, rows, random);
      inputs.add(x);
      if (input.isVariable()) {
        int[] lengths = lengths(rows, input.dimensions().get(0), random);
        pad(x, lengths, input.vocabulary() > 0 ? -1 : Double.NaN);
        inputs.add(Nd4j.createFromArray(lengths));
      }
    }
    List<INDArray> targets = new ArrayList<>();
    List<long[]> outputs = outputShapes(network, inputs);
    for (int i = 0; i < outputs.size(); i++) {
      Optional<Target> target = network.declared().outputs().get(i);
      if (target.isPresent()) {
        int own = network.declared().targetWidth(i);
        targets.add(
            target(target.get(), own > 0 ? new long[] {rows, own} : outputs.get(i), random));
      }
    }
    return new Batch(inputs, targets);
  }

  /** Draws lengths of 1 to all steps; one sequence has all of them. */
  private static int[] lengths(int rows, int steps, Random random) {
    int[] lengths = random.ints(rows, 1, steps + 1).toArray();
    lengths[random.nextInt(rows)] = steps;
    return lengths;
  }

  /**
   * Fills what follows the lengths of sequences.
   *
   * @param x [n × steps] or [n × steps × features]
   */
  public static void pad(INDArray x, int[] lengths, double padding) {
    for (int row = 0; row < lengths.length; row++) {
      if (lengths[row] < x.size(1)) {
        x.get(NDArrayIndex.point(row), NDArrayIndex.interval(lengths[row], x.size(1)))
            .assign(padding);
      }
    }
  }

  /** The input of a network with one. */
  public INDArray x() {
    return inputs.get(0);
  }

  /** The targets of a network with one loss. */
  public INDArray y() {
    return targets.get(0);
  }

  private static INDArray input(DeclaredInput input, int rows, Random random) {
    int width = input.dimensions().stream().reduce(1, Math::multiplyExact);
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(input.dimensions());
    double[][] values =
        input.vocabulary() > 0
            ? classes(rows, width, input.vocabulary(), random)
            : normal(rows, width, random);
    return Nd4j.createFromArray(values)
        .reshape(shape.stream().mapToLong(Integer::longValue).toArray());
  }

  /**
   * Draws a target.
   *
   * @param shape of the output: [n × out…], where class numbers take the place of the last
   *     dimension
   */
  private static INDArray target(Target target, long[] shape, Random random) {
    int rows = (int) shape[0];
    int last = (int) shape[shape.length - 1];
    int width = (int) (Arrays.stream(shape).reduce(1, Math::multiplyExact) / rows);
    return switch (target) {
      case CLASS_NUMBERS -> Nd4j.createFromArray(classes(rows, width / last, last, random));
      case PROBABILITIES -> Nd4j.createFromArray(classes(rows, width, 2, random)).reshape(shape);
      case VALUES -> Nd4j.createFromArray(normal(rows, width, random)).reshape(shape);
    };
  }

  private static List<long[]> outputShapes(CompiledNetwork network, List<INDArray> inputs) {
    try (ArrayTrainer<?> trainer = network.networkBuilder().dataType(DataType.DOUBLE).build()) {
      return trainer.predict(inputs).stream().map(INDArray::shape).toList();
    }
  }

  private static double[][] normal(int rows, int columns, Random random) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return values;
  }

  private static double[][] classes(int rows, int columns, int classes, Random random) {
    double[][] numbers = new double[rows][columns];
    for (double[] row : numbers) {
      Arrays.setAll(row, i -> random.nextInt(classes));
    }
    return numbers;
  }
}
