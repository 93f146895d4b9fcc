package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.Trainer;

/** A model folds batch normalisations into weights, which changes no prediction. */
class FoldedBatchNormTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@Conv2d(4) @BatchNorm @Relu Layer a;|false",
        "@Conv2d(value = 4, bias = false) @BatchNorm Layer a;|false",
        "@Conv2d(value = 9, groups = 3) @BatchNorm(affine = false) Layer a;|false",
        "@Conv2d(6) Layer a; @BatchNorm(epsilon = 0.1) @Tanh Layer b;|false",
        "@DepthwiseConv2d(multiplier = 2) @BatchNorm Layer a;|false",
        "@ConvTranspose2d(value = 4, stride = 2) @BatchNorm Layer a;|false",
        "@ConvTranspose2d(value = 4, bias = false) @BatchNorm(affine = false) Layer a;|false",
        // These cannot be folded: of groups, behind something else, and of a value read twice.
        "@ConvTranspose2d(value = 3, groups = 3) @BatchNorm Layer a;|true",
        "@Conv2d(4) @Relu Layer a; @BatchNorm Layer b;|true",
        "@BatchNorm Layer a; @Conv2d(3) @Relu Layer b;|true",
        "@Conv2d(3) Layer a; @BatchNorm @Add(\"a\") Layer b;|true",
      })
  void predictsAsTheTrainer(String layers, boolean isLeft) throws IOException {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            package networks;
            import org.netwright.annotations.*;
            import org.netwright.runtime.*;
            @Network
            class Net {
              @Input({3, 5, 6}) Layer x;
              %s
              @GlobalMaxPool @Relu Layer pooled;
              @Linear(2) @MeanSquaredError Layer predict;
            }
            """
                .formatted(layers));
    for (Engine engine : Engine.values()) {
      Path file = folder.resolve(engine + ".safetensors");
      try (Trainer<?> trainer = network.builder().seed(3).engine(engine).build()) {
        INDArray x = Nd4j.rand(7, 3, 5, 6).muli(4).subi(1);
        INDArray y = Nd4j.rand(7, 2);
        for (int step = 0; step < 5; step++) {
          trainer.step(x, y);
        }
        trainer.save(file);
        INDArray expected = trainer.predict(x);
        try (Model model = network.loadModel(file, engine)) {
          double difference = model.predict(x).sub(expected).amaxNumber().doubleValue();
          assertThat(difference).isLessThan(1e-5 * (1 + expected.amaxNumber().doubleValue()));
        }
      }
    }
    assertThat(network.methodsCalledByModel().contains("normalize")).isEqualTo(isLeft);
  }
}
