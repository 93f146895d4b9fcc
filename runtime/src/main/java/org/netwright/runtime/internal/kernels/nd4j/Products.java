package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.kernels.blas.BlasThreads;

/** Products of matrices by ND4J. */
final class Products {
  /** OpenBLAS itself keeps products of so few multiplications on the calling thread. */
  private static final long SMALL = 100_000;

  /** From so many multiplications on, several threads gain more than they may lose. */
  private static final long LARGE = 1 << 23;

  private Products() {}

  /**
   * Keeps a product of medium size on the calling thread: OpenBLAS would share it among threads,
   * which wait for each other when other processes use the cores.
   */
  static void multiply(
      INDArray a, boolean transposedA, INDArray b, boolean transposedB, INDArray out) {
    long multiplications = out.length() * a.size(transposedA ? 0 : 1);
    boolean medium = multiplications > SMALL && multiplications < LARGE;
    if (medium && Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU) {
      BlasThreads.begin();
      try {
        Nd4j.matmul(a, b, out, transposedA, transposedB, false);
      } finally {
        BlasThreads.end();
      }
    } else {
      Nd4j.matmul(a, b, out, transposedA, transposedB, false);
    }
  }
}
