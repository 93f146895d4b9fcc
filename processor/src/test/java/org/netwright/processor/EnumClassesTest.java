package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.Trainer;

/** Networks that take arrays, and whose classes are an enum. */
class EnumClassesTest {
  private static final String NETWORK =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class Net {
        @Input(4) Layer x;
        %s @CrossEntropy(classes = Outcome.class) Layer y;

        enum Outcome { STAYS, LEAVES, RETURNS }
      }
      """;

  private static final String SUPPRESSED = "@SuppressWarnings(\"netwright.dropout-on-output\")\n";

  @ParameterizedTest
  @ValueSource(strings = {"", "@Linear(3)", "@Linear(3) @Dropout(0.5)", "@L2(0.1)"})
  void theOutputIsAsWideAsTheEnum(String layer) {
    String source = NETWORK.formatted(layer).replace("class Net", SUPPRESSED + "class Net");
    try (Trainer<?> trainer = CompiledNetwork.of("Net", source).builder().seed(1).build();
        INDArray x = Nd4j.rand(5, 4);
        INDArray classes = Nd4j.createFromArray(0, 2, 1, 1, 0)) {
      assertThat(trainer.layerNamed("y").weight().shape()).containsExactly(4, 3);
      assertThat(trainer.step(x, classes).total()).isFinite();
      assertThat(Arrays.stream(trainer.predictClasses(x)).boxed()).hasSize(5).isSubsetOf(0, 1, 2);
    }
  }

  /** The same as if the layer were written out: the enum is only a width. */
  @Test
  void classesStayNumbers() {
    try (Trainer<?> implicit = trainer("");
        Trainer<?> explicit = trainer("@Linear(3)");
        INDArray x = Nd4j.rand(6, 4)) {
      assertThat(implicit.predict(x)).isEqualTo(explicit.predict(x));
      assertThat(implicit.classNames()).isEmpty();
    }
  }

  private static Trainer<?> trainer(String layer) {
    return CompiledNetwork.of("Net", NETWORK.formatted(layer)).builder().seed(7).build();
  }
}
