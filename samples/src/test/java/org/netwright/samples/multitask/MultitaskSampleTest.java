package org.netwright.samples.multitask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.metrics.Evaluation;

class MultitaskSampleTest {

  /** One split of so few examples says little: the mean over five. */
  @Test
  void learnsBothTasks() throws IOException {
    double accuracy = 0;
    double r2 = 0;
    for (int seed = 0; seed < 5; seed++) {
      ThreeWaySplit tumours = MultitaskSample.load(seed);
      try (MultitaskNetTrainer trainer = MultitaskNetTrainer.builder().seed(seed).build()) {
        MultitaskSample.fit(trainer, tumours).quiet().run();
        Evaluation test = trainer.evaluate(tumours.test());
        accuracy += test.output("benign").accuracy() / 5;
        r2 += test.output("largestRadius").r2() / 5;
      }
    }
    assertThat(accuracy).isGreaterThan(0.91);
    assertThat(r2).isGreaterThan(0.9);
  }

  @Test
  void oneCallPredictsBoth() throws IOException {
    ThreeWaySplit tumours = MultitaskSample.load(0);
    try (MultitaskNetTrainer trainer = MultitaskNetTrainer.builder().seed(0).build()) {
      INDArray x = tumours.test().x();
      MultitaskNetPrediction prediction = trainer.predict(x);
      assertThat(prediction.benign().shape()).containsExactly(x.rows(), 1);
      assertThat(prediction.largestRadius().shape()).containsExactly(x.rows(), 1);
    }
  }
}
