package org.netwright.runtime.internal.kernels.nd4j;

import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.abs;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.positivePart;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sign;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.sqrt;
import static org.netwright.runtime.internal.kernels.nd4j.Elementwise.square;

import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.SparseGradient;
import org.netwright.runtime.generated.SparseKernels;
import org.netwright.runtime.generated.StepSizes;

/** Penalties on rows of embeddings, and what follows their update, as plain ND4J. */
interface Nd4jSparse extends SparseKernels {

  @Override
  default double l1(ParameterTensor table, SparseGradient rows, double strength) {
    return strength * sum(table, rows, (p, scope) -> abs(p));
  }

  @Override
  default void addL1Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    accumulate(table, gradient, (p, scope) -> sign(p).muli(strength));
  }

  @Override
  default double l2(ParameterTensor table, SparseGradient rows, double strength) {
    return strength * sum(table, rows, (p, scope) -> square(p));
  }

  @Override
  default void addL2Gradient(ParameterTensor table, double strength, SparseGradient gradient) {
    accumulate(table, gradient, (p, scope) -> p.muli(2 * strength));
  }

  @Override
  default double l2Distance(
      ParameterTensor table, ParameterTensor base, SparseGradient rows, double strength) {
    return strength
        * sum(
            table,
            rows,
            (p, scope) -> square(p.subi(scope.inDouble(TableRows.of(base.array(), rows, scope)))));
  }

  @Override
  default void addL2DistanceGradient(
      ParameterTensor table, ParameterTensor base, double strength, SparseGradient gradient) {
    accumulate(
        table,
        gradient,
        (p, scope) -> p.subi(TableRows.of(base.array(), gradient, scope)).muli(2 * strength));
  }

  @Override
  default void scale(SparseGradient rows, double factor, ParameterTensor table) {
    update(table, rows, (p, scope) -> p.muli(factor));
  }

  @Override
  default void softThreshold(
      SparseGradient rows, double strength, StepSizes steps, ParameterTensor table) {
    update(
        table,
        rows,
        (p, scope) -> {
          INDArray signs = sign(scope.copy(p));
          INDArray sizes = abs(p);
          if (steps.isUniform()) {
            sizes.subi(strength * steps.rate());
          } else {
            INDArray variance = TableRows.matrix(steps.variance(rows), rows);
            INDArray divisor =
                sqrt(TableRows.of(variance, rows, scope)).addi(steps.epsilon()).muli(steps.scale());
            sizes.subi(divisor.rdivi(strength * steps.rate()));
          }
          // + 0 turns −0 into 0.
          positivePart(sizes).muli(signs).addi(0);
        });
  }

  @Override
  default void nonNegative(SparseGradient rows, ParameterTensor table) {
    update(table, rows, (p, scope) -> positivePart(p));
  }

  private static double sum(
      ParameterTensor table,
      SparseGradient rows,
      BiFunction<INDArray, Temporaries, INDArray> summand) {
    if (rows.count() == 0) {
      return 0;
    }
    try (Temporaries scope = new Temporaries()) {
      INDArray p = scope.inDouble(TableRows.of(table.array(), rows, scope));
      return scope.own(summand.apply(p, scope).sum()).getDouble(0);
    }
  }

  private static void accumulate(
      ParameterTensor table,
      SparseGradient gradient,
      BiFunction<INDArray, Temporaries, INDArray> summand) {
    if (gradient.count() > 0) {
      try (Temporaries scope = new Temporaries()) {
        INDArray p = TableRows.of(table.array(), gradient, scope);
        TableRows.gradients(gradient).addi(summand.apply(p, scope));
      }
    }
  }

  private static void update(
      ParameterTensor table, SparseGradient rows, BiConsumer<INDArray, Temporaries> change) {
    if (rows.count() > 0) {
      try (Temporaries scope = new Temporaries()) {
        INDArray p = TableRows.of(table.array(), rows, scope);
        change.accept(p, scope);
        TableRows.put(p, rows, table.array());
      }
    }
  }
}
