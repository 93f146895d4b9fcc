package org.netwright.processor.support;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.DeclaredNetwork.DeclaredInput;
import org.netwright.processor.support.DeclaredNetwork.Target;
import org.netwright.runtime.ArrayTrainer;

/**
 * Random data that a network takes.
 *
 * @param inputs in the order of their fields
 * @param targets in the order of their fields
 */
public record Batch(List<INDArray> inputs, List<INDArray> targets) {
  public static Batch of(CompiledNetwork network, int rows, Random random) {
    List<INDArray> inputs =
        network.declared().inputs().stream().map(input -> input(input, rows, random)).toList();
    List<INDArray> targets = new ArrayList<>();
    int[] widths = outputWidths(network, inputs);
    for (int i = 0; i < widths.length; i++) {
      Optional<Target> target = network.declared().outputs().get(i);
      if (target.isPresent()) {
        int own = network.declared().targetWidth(i);
        targets.add(target(target.get(), rows, own > 0 ? own : widths[i], random));
      }
    }
    return new Batch(inputs, targets);
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

  private static INDArray target(Target target, int rows, int width, Random random) {
    return Nd4j.createFromArray(
        switch (target) {
          case CLASS_NUMBERS -> classes(rows, 1, width, random);
          case PROBABILITIES -> classes(rows, width, 2, random);
          case VALUES -> normal(rows, width, random);
        });
  }

  private static int[] outputWidths(CompiledNetwork network, List<INDArray> inputs) {
    try (ArrayTrainer<?> trainer = network.networkBuilder().dataType(DataType.DOUBLE).build()) {
      return trainer.predict(inputs).stream()
          .mapToInt(prediction -> Math.toIntExact(prediction.size(1)))
          .toArray();
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
