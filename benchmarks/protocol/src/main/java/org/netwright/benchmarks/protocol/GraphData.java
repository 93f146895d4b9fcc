package org.netwright.benchmarks.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;

/**
 * What a graph starts with, the same numbers in every process.
 *
 * @param convolutions in their order
 * @param layers the linear layers, in their order
 * @param tables the tables of embeddings, [vocabulary × width]
 * @param batches {@link TaskData#BATCHES} of them; x of {@link GraphTask#TOWERS} is [n × 2], a user
 *     and a film, x of images [n × channels × height × width]
 */
public record GraphData(
    List<Convolution> convolutions, List<Dense> layers, List<float[]> tables, List<Batch> batches) {
  private static final long SEED = 20260102;

  /** Draws the numbers of a task. */
  public static GraphData of(GraphTask task) {
    Random random = new Random(SEED);
    return switch (task) {
      case RESIDUAL -> residual(task, random);
      case TOWERS -> towers(task, random);
      case LENET -> Images.lenet(random);
      case BLOCK -> Images.block(random);
      case SEPARABLE -> Images.separable(random);
    };
  }

  private static GraphData residual(GraphTask task, Random random) {
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i < 2 * GraphTask.BLOCKS; i++) {
      layers.add(TaskData.dense(GraphTask.WIDTH, GraphTask.WIDTH, random));
    }
    layers.add(TaskData.dense(GraphTask.WIDTH, GraphTask.CLASSES, random));
    int n = task.batchSize();
    List<Batch> batches =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(
                i ->
                    new Batch(
                        TaskData.normal(n * GraphTask.WIDTH, random),
                        TaskData.classes(n, GraphTask.CLASSES, random)))
            .toList();
    return new GraphData(List.of(), layers, List.of(), batches);
  }

  private static GraphData towers(GraphTask task, Random random) {
    List<float[]> tables =
        List.of(
            TaskData.normal(GraphTask.USERS * GraphTask.ROW, random),
            TaskData.normal(GraphTask.FILMS * GraphTask.ROW, random));
    List<Dense> layers = List.of(TaskData.dense(GraphTask.ROW, 1, random));
    int n = task.batchSize();
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < TaskData.BATCHES; i++) {
      float[] ids = new float[2 * n];
      for (int row = 0; row < n; row++) {
        ids[2 * row] = random.nextInt(GraphTask.USERS);
        ids[2 * row + 1] = random.nextInt(GraphTask.FILMS);
      }
      batches.add(new Batch(ids, TaskData.normal(n, random)));
    }
    return new GraphData(List.of(), layers, tables, batches);
  }

  /** Returns a column of a batch of ids. */
  public static int[] ids(Batch batch, int column) {
    int[] ids = new int[batch.x().length / 2];
    for (int row = 0; row < ids.length; row++) {
      ids[row] = (int) batch.x()[2 * row + column];
    }
    return ids;
  }
}
