package org.netwright.runtime.internal.kernels.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/**
 * Copies batches and parameters to Java arrays and back, for what is clearer as loops over single
 * numbers.
 */
final class JavaNumbers {
  private JavaNumbers() {}

  /** Returns a copy of the first n rows, row-major. */
  static double[] of(BatchTensor tensor, int n) {
    try (Temporaries scope = new Temporaries()) {
      return scope.inDouble(tensor.rows(n)).data().asDouble();
    }
  }

  /** Returns a copy of a parameter, row-major. */
  static double[] of(ParameterTensor parameter) {
    try (Temporaries scope = new Temporaries()) {
      return scope.inDouble(parameter.array()).data().asDouble();
    }
  }

  /** Overwrites the first n rows. */
  static void write(double[] numbers, BatchTensor tensor, int n) {
    INDArray rows = tensor.rows(n);
    try (INDArray copy = Nd4j.createFromArray(numbers)) {
      rows.assign(copy.reshape(rows.shape()));
    }
  }

  /** Overwrites a parameter. */
  static void write(double[] numbers, ParameterTensor parameter) {
    INDArray array = parameter.array();
    try (INDArray copy = Nd4j.createFromArray(numbers)) {
      array.assign(copy.reshape(array.shape()));
    }
  }
}
