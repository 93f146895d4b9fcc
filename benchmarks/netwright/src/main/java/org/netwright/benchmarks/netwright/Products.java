package org.netwright.benchmarks.netwright;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.Workload;

/**
 * The matrix products of one training step and nothing else: the time of a step if everything
 * except OpenBLAS cost nothing.
 */
final class Products implements Workload {
  private final List<LayerProducts> layers = new ArrayList<>();

  Products(Task task) {
    this(task.batchSize(), task.widths());
  }

  Products(int n, List<Integer> widths) {
    Nd4j.getBackend(); // sets the number of OpenBLAS's threads
    FloatPointer x = numbers(n * widths.get(0));
    FloatPointer xGradient = null;
    for (int i = 1; i < widths.size(); i++) {
      int in = widths.get(i - 1);
      int out = widths.get(i);
      FloatPointer y = numbers(n * out);
      FloatPointer yGradient = numbers(n * out);
      layers.add(
          new LayerProducts(
              n, in, out, x, xGradient, numbers(in * out), numbers(in * out), y, yGradient));
      x = y;
      xGradient = yGradient;
    }
  }

  @Override
  public void run(int input) {
    for (LayerProducts layer : layers) {
      layer.forward();
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      layers.get(i).backward();
    }
  }

  /** Those of {@link GraphTask#RESIDUAL}. */
  static Products residual() {
    List<Integer> widths =
        new ArrayList<>(Collections.nCopies(2 * GraphTask.BLOCKS + 1, GraphTask.WIDTH));
    widths.add(GraphTask.CLASSES);
    return new Products(GraphTask.RESIDUAL.batchSize(), widths);
  }

  /** Weights and gradients small enough to stay finite from product to product. */
  static FloatPointer numbers(int length) {
    Random random = new Random(length);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) (0.01 * random.nextGaussian());
    }
    return new FloatPointer(numbers);
  }
}
