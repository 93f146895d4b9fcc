package org.netwright.benchmarks.netwright;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.benchmarks.protocol.Workload;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of one training step and nothing else, each in pieces that threads share, as
 * Netwright shares them.
 */
final class SharedProducts implements Workload {
  private final int pieces;
  private final List<PieceThreads.Work> forward = new ArrayList<>();

  /** From the output to the input. */
  private final List<PieceThreads.Work> backward = new ArrayList<>();

  SharedProducts(int pieces) {
    this.pieces = pieces;
    Nd4j.getBackend(); // loads OpenBLAS
  }

  /** Adds products that are computed in pieces by themselves. */
  void add(PieceThreads.Work forwardWork, PieceThreads.Work backwardWork) {
    forward.add(forwardWork);
    backward.add(0, backwardWork);
  }

  /**
   * Adds those of a linear layer.
   *
   * @param inputGradient whether the gradient of its input is needed
   */
  void addLinear(int n, int in, int out, boolean inputGradient) {
    FloatPointer x = Products.numbers(n * in);
    FloatPointer xGradient = inputGradient ? Products.numbers(n * in) : null;
    FloatPointer weight = Products.numbers(in * out);
    FloatPointer weightGradient = Products.numbers(in * out);
    FloatPointer y = Products.numbers(n * out);
    FloatPointer yGradient = Products.numbers(n * out);
    LayerProducts products =
        new LayerProducts(n, in, out, x, xGradient, weight, weightGradient, y, yGradient);
    add(piece -> products.forward(piece, pieces), piece -> products.backward(piece, pieces));
  }

  @Override
  public void run(int input) {
    BlasThreads.begin();
    try {
      forward.forEach(work -> PieceThreads.run(work, pieces, pieces));
      backward.forEach(work -> PieceThreads.run(work, pieces, pieces));
    } finally {
      BlasThreads.end();
    }
  }
}
