package org.netwright.benchmarks.netwright;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.Worker;
import org.netwright.benchmarks.protocol.Workload;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;

/**
 * Training by epochs, with {@code fit} or in a loop over {@code step}, on the same examples: those
 * of the task repeated, so that an epoch has a realistic length. One run in {@link
 * TaskData#BATCHES} does the work of all of them.
 */
final class Epochs {
  private static final int COPIES = 16;
  private static final int STEPS = COPIES * TaskData.BATCHES;

  private Epochs() {}

  /** Returns a workload of {@code epochs · STEPS} steps by {@code fit}. */
  static Workload fit(Trainer<?> trainer, Task task, int epochs) {
    trainer.learningRate(Worker.HARDLY_LEARNING);
    Data data = data(task);
    return input -> {
      if (input == 0) {
        trainer.fit(data).epochs(epochs).batchSize(task.batchSize()).quiet().run();
      }
    };
  }

  /** Returns a workload of as many calls of {@code step}. */
  static Workload loop(Trainer<?> trainer, Task task, int epochs) {
    trainer.learningRate(Worker.HARDLY_LEARNING);
    Data data = data(task);
    List<INDArray> x = new ArrayList<>();
    List<INDArray> y = new ArrayList<>();
    for (int batch = 0; batch < STEPS; batch++) {
      int[] rows = new int[task.batchSize()];
      int first = batch * task.batchSize();
      Arrays.setAll(rows, i -> first + i);
      x.add(data.rows(rows).x());
      y.add(data.rows(rows).y());
    }
    LossReport report = trainer.newReport();
    return input -> {
      if (input == 0) {
        for (int epoch = 0; epoch < epochs; epoch++) {
          for (int batch = 0; batch < STEPS; batch++) {
            trainer.step(x.get(batch), y.get(batch), report);
          }
        }
      }
    };
  }

  private static Data data(Task task) {
    TaskData once = TaskData.of(task);
    int examples = STEPS * task.batchSize();
    float[] x = new float[examples * task.inputs()];
    float[] y = new float[examples * (once.batches().get(0).y().length / task.batchSize())];
    int atX = 0;
    int atY = 0;
    for (int batch = 0; batch < STEPS; batch++) {
      Batch source = once.batches().get(batch % TaskData.BATCHES);
      System.arraycopy(source.x(), 0, x, atX, source.x().length);
      System.arraycopy(source.y(), 0, y, atY, source.y().length);
      atX += source.x().length;
      atY += source.y().length;
    }
    try (INDArray features = Nd4j.createFromArray(x).reshape(examples, task.inputs());
        INDArray targets = Nd4j.createFromArray(y).reshape(examples, y.length / examples)) {
      return Data.of(features, targets);
    }
  }
}
