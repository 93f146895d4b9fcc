package org.netwright.samples.multitask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.samples.data.Parameters;

class MultitaskSampleTest {
  private static ThreeWaySplit tumours;

  @BeforeAll
  static void load() throws IOException {
    tumours = MultitaskSample.load(0);
  }

  /** One split of so few examples says little: the mean over ten. */
  @Test
  void doesBothTasksOnHeldOutTumours() throws IOException {
    double accuracy = 0;
    double r2 = 0;
    for (int seed = 0; seed < 10; seed++) {
      ThreeWaySplit split = MultitaskSample.load(seed);
      try (MultitaskNetTrainer trainer = MultitaskNetTrainer.builder().seed(seed).build()) {
        MultitaskSample.fit(trainer, split).quiet().run();
        Evaluation test = trainer.evaluate(split.test());
        accuracy += test.output("benign").accuracy();
        r2 += test.output("worstRadius").r2();
      }
    }
    assertThat(accuracy / 10).isGreaterThanOrEqualTo(0.93);
    assertThat(r2 / 10).isGreaterThanOrEqualTo(0.91);
  }

  @Test
  void sameSeedGivesSameBits() {
    assertThat(trained(4)).isEqualTo(trained(4)).isNotEqualTo(trained(5));
  }

  private static List<Integer> trained(long seed) {
    try (MultitaskNetTrainer trainer = MultitaskNetTrainer.builder().seed(seed).build()) {
      MultitaskSample.fit(trainer, tumours).epochs(3).quiet().run();
      return Parameters.bitsOf(trainer);
    }
  }
}
