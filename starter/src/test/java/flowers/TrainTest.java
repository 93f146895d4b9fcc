package flowers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;

class TrainTest {
  @Test
  void classifiesTestFlowers() throws IOException {
    ThreeWaySplit flowers = Train.load();
    try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
      Train.train(trainer, flowers);
      assertTrue(trainer.evaluate(flowers.test()).accuracy() > 0.8);
    }
  }
}
