package flowers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.Data;
import org.netwright.runtime.Split;

class TrainTest {
  @Test
  void tellsNineOfTenFlowersRight() throws IOException {
    Split split =
        Data.csv(Path.of("iris.csv"))
            .target("species")
            .categorical("species")
            .read()
            .stratifiedSplit(0.2, 1);
    try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
      Train.train(trainer, split);
      assertTrue(trainer.evaluate(split.test()).accuracy() >= 0.9);
    }
  }
}
