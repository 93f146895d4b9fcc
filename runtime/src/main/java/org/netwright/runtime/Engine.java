package org.netwright.runtime;

import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.internal.engine.Engines;

/** What computes a network's passes. All engines give the same numbers, except for rounding. */
public enum Engine {
  /**
   * Matrix products by BLAS and vectorised Java between them, on memory of its own: ND4J is loaded
   * when an {@code INDArray} is given or asked for. For {@code FLOAT} and {@code DOUBLE} on the
   * CPU, where it is the default. A pass in {@code DOUBLE} takes up to about twice as long.
   */
  CPU,

  /** ND4J's own operations: any data type, any backend. The reference for the others. */
  ND4J;

  /**
   * Returns the fastest engine for a data type on this machine.
   *
   * @throws IllegalStateException if ND4J has a backend for another processor that cannot be loaded
   */
  public static Engine fastest(DataType dataType) {
    boolean isFast = dataType == DataType.FLOAT || dataType == DataType.DOUBLE;
    return isFast && Engines.isOnCpu() ? CPU : ND4J;
  }
}
