package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Trainer;

/** Every kind of layer with {@code init} can begin with an orthogonal weight. */
class OrthogonalInitTest {
  private static Trainer<?> trainer(String fields) {
    return CompiledNetwork.of(
            "Net",
            """
            package networks;

            import org.netwright.annotations.*;
            import org.netwright.runtime.*;

            @Network
            class Net {
              %s
            }
            """
                .formatted(fields))
        .builder()
        .dataType(DataType.DOUBLE)
        .seed(5)
        .build();
  }

  private static INDArray parameter(Trainer<?> trainer, String layer, String name) {
    return trainer.layerNamed(layer).parameterCopy(name);
  }

  /** Checks that A · Aᵀ = I. */
  private static void checkRows(INDArray matrix) {
    double[][] products = matrix.mmul(matrix.transpose()).toDoubleMatrix();
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < products.length; j++) {
        assertThat(products[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-13));
      }
    }
  }

  @Test
  void ofLinearLayersAndConvolutions() {
    try (Trainer<?> trainer =
        trainer(
            """
            @Input({2, 6, 6}) Layer image;
            @Conv2d(value = 5, init = Init.ORTHOGONAL) @Relu Layer conv;
            @GlobalAveragePool Layer pooled;
            @Linear(value = 3, init = Init.ORTHOGONAL) @Tanh Layer narrow;
            @Linear(value = 4, init = Init.ORTHOGONAL) @MeanSquaredError Layer wide;
            """)) {
      checkRows(parameter(trainer, "conv", "weight").reshape(5, 18));
      checkRows(parameter(trainer, "narrow", "weight").transpose());
      checkRows(parameter(trainer, "wide", "weight"));
      for (String layer : new String[] {"conv", "narrow", "wide"}) {
        assertThat(parameter(trainer, layer, "bias").toDoubleVector()).containsOnly(0);
      }
    }
  }

  @Test
  void ofRecurrentLayers() {
    try (Trainer<?> trainer =
        trainer(
            """
            @Input({4, 2}) Layer x;
            @Gru(value = 5, bidirectional = true, returns = Returns.ALL,
                recurrentInit = Init.ORTHOGONAL)
            Layer gru;
            @Lstm(value = 3, init = Init.ORTHOGONAL) Layer lstm;
            @Linear(1) @MeanSquaredError Layer y;
            """)) {
      for (String name : new String[] {"recurrent", "reverseRecurrent"}) {
        INDArray weight = parameter(trainer, "gru", name);
        for (int gate = 0; gate < 3; gate++) {
          checkRows(
              weight
                  .get(NDArrayIndex.all(), NDArrayIndex.interval(gate * 5, gate * 5 + 5))
                  .dup('c'));
        }
      }
      assertThat(parameter(trainer, "gru", "recurrent"))
          .isNotEqualTo(parameter(trainer, "gru", "reverseRecurrent"));
      checkRows(parameter(trainer, "lstm", "weight"));
      assertThat(parameter(trainer, "lstm", "bias").toDoubleVector()).containsOnly(0);
      assertThat(parameter(trainer, "lstm", "recurrentBias").toDoubleVector()).containsOnly(0);
    }
  }
}
