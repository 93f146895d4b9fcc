package org.netwright.benchmarks.protocol;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.netwright.benchmarks.protocol.TaskData.Batch;
import org.netwright.benchmarks.protocol.TaskData.Dense;

/** Draws the numbers of the networks with convolutions. */
final class Images {
  private static final int HIDDEN = 128;

  private Images() {}

  static GraphData lenet(Random random) {
    GraphTask task = GraphTask.LENET;
    Convolution first = plain(32, task.channels(), 0, true, random);
    Convolution second = plain(64, first.filters(), 0, true, random);
    int pooled = second.outputSide(first.outputSide(task.side())) / 2;
    List<Dense> layers =
        List.of(
            TaskData.dense(second.filters() * pooled * pooled, HIDDEN, random),
            TaskData.dense(HIDDEN, GraphTask.CLASSES, random));
    return data(task, List.of(first, second), layers, random);
  }

  static GraphData block(Random random) {
    GraphTask task = GraphTask.BLOCK;
    Convolution first = plain(task.channels(), task.channels(), 1, false, random);
    Convolution second = plain(task.channels(), task.channels(), 1, false, random);
    List<Dense> layers = List.of(TaskData.dense(task.channels(), GraphTask.CLASSES, random));
    return data(task, List.of(first, second), layers, random);
  }

  static GraphData separable(Random random) {
    GraphTask task = GraphTask.SEPARABLE;
    int filters = 2 * task.channels();
    List<Convolution> convolutions =
        List.of(
            depthwise(task.channels(), 1, random),
            pointwise(filters, task.channels(), random),
            depthwise(filters, 2, random),
            pointwise(filters, filters, random));
    List<Dense> layers = List.of(TaskData.dense(filters, GraphTask.CLASSES, random));
    return data(task, convolutions, layers, random);
  }

  private static GraphData data(
      GraphTask task, List<Convolution> convolutions, List<Dense> layers, Random random) {
    int n = task.batchSize();
    int image = task.channels() * task.side() * task.side();
    List<Batch> batches =
        IntStream.range(0, TaskData.BATCHES)
            .mapToObj(
                i ->
                    new Batch(
                        TaskData.normal(n * image, random),
                        TaskData.classes(n, GraphTask.CLASSES, random)))
            .toList();
    return new GraphData(convolutions, layers, List.of(), batches);
  }

  private static Convolution plain(
      int filters, int channels, int padding, boolean bias, Random random) {
    return convolution(filters, channels, 3, 1, padding, 1, bias, random);
  }

  private static Convolution depthwise(int channels, int stride, Random random) {
    return convolution(channels, channels, 3, stride, 1, channels, false, random);
  }

  private static Convolution pointwise(int filters, int channels, Random random) {
    return convolution(filters, channels, 1, 1, 0, 1, false, random);
  }

  private static Convolution convolution(
      int filters,
      int channels,
      int kernel,
      int stride,
      int padding,
      int groups,
      boolean bias,
      Random random) {
    int fanIn = channels / groups * kernel * kernel;
    Dense numbers = TaskData.dense(fanIn, filters, random);
    return new Convolution(
        filters,
        channels,
        kernel,
        stride,
        padding,
        groups,
        numbers.weight(),
        bias ? numbers.bias() : new float[0]);
  }
}
