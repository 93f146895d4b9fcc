package org.netwright.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;

/**
 * What a network of sequences starts with, the same numbers in every process. Layer normalisations
 * start with 1 and 0.
 *
 * @param recurrent the recurrent layers
 * @param layers the linear layers, in their order; of {@link SequenceTask#ENCODER} those of
 *     queries, keys and values, which stand next to each other, of what attention gives, the wide
 *     one, the one after it, and the classifier
 * @param batches {@link TaskData#BATCHES} of them; x is [n × steps × inputs]
 */
public record SequenceData(List<Recurrent> recurrent, List<Dense> layers, List<Batch> batches) {
  private static final long SEED = 20260103;

  /** Draws the numbers of a task. */
  public static SequenceData of(SequenceTask task) {
    Random random = new Random(SEED);
    int units = task.units();
    List<Recurrent> recurrent =
        switch (task) {
          case LSTM -> List.of(recurrent(task, 4, random));
          case GRU -> List.of(recurrent(task, 3, random));
          case ENCODER -> List.of();
        };
    List<Dense> layers = new ArrayList<>();
    if (task == SequenceTask.ENCODER) {
      layers.add(TaskData.dense(units, 3 * units, random));
      layers.add(TaskData.dense(units, units, random));
      layers.add(TaskData.dense(units, SequenceTask.WIDE, random));
      layers.add(TaskData.dense(SequenceTask.WIDE, units, random));
    }
    layers.add(TaskData.dense(units, task.classes(), random));
    List<Batch> batches =
        IntStream.range(0, TaskData.BATCHES).mapToObj(i -> batch(task, random)).toList();
    return new SequenceData(recurrent, layers, batches);
  }

  /** All numbers are within 1 / √units, as PyTorch draws them. */
  private static Recurrent recurrent(SequenceTask task, int gates, Random random) {
    int in = task.inputs();
    int units = task.units();
    double bound = 1 / Math.sqrt(units);
    return new Recurrent(
        in,
        units,
        gates,
        TaskData.uniform(in * gates * units, bound, random),
        TaskData.uniform(units * gates * units, bound, random),
        TaskData.uniform(gates * units, bound, random),
        TaskData.uniform(gates * units, bound, random));
  }

  private static Batch batch(SequenceTask task, Random random) {
    int n = task.batchSize();
    return new Batch(
        TaskData.normal(n * task.steps() * task.inputs(), random),
        TaskData.classes(n, task.classes(), random));
  }

  /** Returns the first sequences, one after the other: [steps × inputs] each. */
  public List<float[]> sequences(SequenceTask task) {
    return rows(task.steps() * task.inputs());
  }

  /** Returns the first steps of the first sequence: [inputs] each. */
  public List<float[]> steps(SequenceTask task) {
    return rows(task.inputs());
  }

  private List<float[]> rows(int length) {
    return IntStream.range(0, TaskData.BATCHES)
        .mapToObj(row -> batches.get(0).row(row, length))
        .toList();
  }
}
