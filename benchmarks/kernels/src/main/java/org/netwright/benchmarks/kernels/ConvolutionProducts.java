package org.netwright.benchmarks.kernels;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of a convolution by columns and nothing else, one for each image and group:
 * what it would cost if the columns were there.
 */
final class ConvolutionProducts implements PieceThreads.Work {
  private final Convolution shape;
  private final int filters;
  private final int positions;
  private final FloatPointer[] weight;
  private final FloatPointer[] columns;
  private final FloatPointer[] outputs;
  private int pass;

  ConvolutionProducts(Convolution shape) {
    this.shape = shape;
    this.filters = shape.filters / shape.groups;
    this.positions = shape.outSize * shape.outSize;
    this.weight = numbers(filters * shape.depth());
    this.columns = numbers(shape.depth() * positions);
    this.outputs = numbers(filters * positions);
  }

  private static FloatPointer[] numbers(int length) {
    float[] numbers = new float[length];
    Arrays.fill(numbers, 0.1f);
    FloatPointer[] all = new FloatPointer[PieceThreads.PROCESSORS];
    Arrays.setAll(all, i -> new FloatPointer(numbers));
    return all;
  }

  /** Computes those of a pass: 0 the outputs, 1 the gradient of the weight, 2 that of the input. */
  void run(int newPass) {
    pass = newPass;
    int threads = BlasThreads.begin();
    try {
      PieceThreads.run(this, PieceThreads.PROCESSORS, threads);
    } finally {
      BlasThreads.end();
    }
  }

  @Override
  public void piece(int index) {
    int count = shape.n * shape.groups;
    int end = PieceThreads.cut(count, 1, index + 1, PieceThreads.PROCESSORS);
    for (int i = PieceThreads.cut(count, 1, index, PieceThreads.PROCESSORS); i < end; i++) {
      multiply(weight[index], columns[index], outputs[index]);
    }
  }

  private void multiply(FloatPointer w, FloatPointer c, FloatPointer o) {
    int k = shape.depth();
    int n = positions;
    int m = filters;
    switch (pass) {
      case 0 ->
          cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, w, k, c, n, 0, o, n);
      case 1 ->
          cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, k, n, 1, o, n, c, n, 0, w, k);
      default ->
          cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, k, n, m, 1, w, k, o, n, 0, c, n);
    }
  }
}
