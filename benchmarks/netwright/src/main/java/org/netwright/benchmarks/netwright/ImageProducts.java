package org.netwright.benchmarks.netwright;

import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of networks with convolutions, in as many pieces as there are processors.
 * Depthwise convolutions have none.
 */
final class ImageProducts {
  private static final int PIECES = PieceThreads.PROCESSORS;

  private ImageProducts() {}

  static SharedProducts of(GraphTask task) {
    SharedProducts all = new SharedProducts(PIECES);
    GraphData data = GraphData.of(task);
    int n = task.batchSize();
    int side = task.side();
    for (int i = 0; i < data.convolutions().size(); i++) {
      Convolution convolution = data.convolutions().get(i);
      if (!convolution.isDepthwise()) {
        ConvolutionProducts products = new ConvolutionProducts(n, convolution, side, i > 0, PIECES);
        all.add(products::forward, products::backward);
      }
      side = convolution.outputSide(side);
    }
    for (Dense layer : data.layers()) {
      all.addLinear(n, layer.in(), layer.out(), true);
    }
    return all;
  }
}
