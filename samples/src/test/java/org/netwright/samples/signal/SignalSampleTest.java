package org.netwright.samples.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;

class SignalSampleTest {
  @Test
  void recognisesMostForms() {
    ThreeWaySplit signals = SignalSample.signals(1200, 5).stratifiedSplit(0.2, 0.3, 1);
    try (SignalNetTrainer trainer = SignalNetTrainer.builder().seed(1).build()) {
      SignalSample.fit(trainer, signals).epochs(6).quiet().run();
      assertThat(trainer.evaluate(signals.test()).accuracy()).isGreaterThan(0.8);
    }
  }
}
