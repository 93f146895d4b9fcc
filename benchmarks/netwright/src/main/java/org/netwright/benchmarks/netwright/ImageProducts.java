package org.netwright.benchmarks.netwright;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.TaskData.Dense;
import org.netwright.benchmarks.protocol.Workload;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.kernels.blas.PieceThreads;

/**
 * The matrix products of one training step of a network with convolutions and nothing else: each in
 * as many pieces as there are processors, as Netwright shares them among its threads. Depthwise
 * convolutions have none.
 */
final class ImageProducts implements Workload {
  private static final int PIECES = PieceThreads.PROCESSORS;

  private final List<PieceThreads.Work> forward = new ArrayList<>();

  /** From the output to the input. */
  private final List<PieceThreads.Work> backward = new ArrayList<>();

  ImageProducts(GraphTask task) {
    Nd4j.getBackend(); // loads OpenBLAS
    GraphData data = GraphData.of(task);
    int side = task.side();
    for (int i = 0; i < data.convolutions().size(); i++) {
      Convolution convolution = data.convolutions().get(i);
      if (!convolution.isDepthwise()) {
        add(new ConvolutionProducts(task.batchSize(), convolution, side, i > 0, PIECES));
      }
      side = convolution.outputSide(side);
    }
    for (Dense layer : data.layers()) {
      add(linear(task.batchSize(), layer.in(), layer.out()));
    }
  }

  private void add(ConvolutionProducts products) {
    forward.add(products::forward);
    backward.add(0, products::backward);
  }

  private void add(LayerProducts products) {
    forward.add(piece -> products.forward(piece, PIECES));
    backward.add(0, piece -> products.backward(piece, PIECES));
  }

  private static LayerProducts linear(int n, int in, int out) {
    FloatPointer x = Products.numbers(n * in);
    FloatPointer xGradient = Products.numbers(n * in);
    FloatPointer weight = Products.numbers(in * out);
    FloatPointer weightGradient = Products.numbers(in * out);
    FloatPointer y = Products.numbers(n * out);
    FloatPointer yGradient = Products.numbers(n * out);
    return new LayerProducts(n, in, out, x, xGradient, weight, weightGradient, y, yGradient);
  }

  @Override
  public void run(int input) {
    BlasThreads.begin();
    try {
      forward.forEach(work -> PieceThreads.run(work, PIECES, PIECES));
      backward.forEach(work -> PieceThreads.run(work, PIECES, PIECES));
    } finally {
      BlasThreads.end();
    }
  }
}
