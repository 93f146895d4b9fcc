package org.netwright.processor.support;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Trainer;

/** Random data that a network takes. */
public record Batch(INDArray x, INDArray y) {
  public static Batch of(CompiledNetwork network, int rows, Random random) {
    int[] input = network.declared().input();
    long[] shape =
        IntStream.concat(IntStream.of(rows), IntStream.of(input)).asLongStream().toArray();
    int width = Math.toIntExact(IntStream.of(input).asLongStream().reduce(1, Math::multiplyExact));
    INDArray x = Nd4j.createFromArray(normal(rows, width, random)).reshape(shape);
    int out = outputWidth(network, x);
    double[][] y =
        switch (network.declared().target()) {
          case CLASS_NUMBERS -> classes(rows, 1, out, random);
          case PROBABILITIES -> classes(rows, out, 2, random);
          case VALUES -> normal(rows, out, random);
        };
    return new Batch(x, Nd4j.createFromArray(y));
  }

  private static int outputWidth(CompiledNetwork network, INDArray x) {
    try (Trainer<?> trainer = network.builder().dataType(DataType.DOUBLE).build();
        INDArray prediction = trainer.predict(x)) {
      return Math.toIntExact(prediction.size(1));
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
