package penguins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.runtime.data.ThreeWaySplit;

class TrainTest {
  @Test
  void recognisesTestPenguins() throws IOException {
    ThreeWaySplit sightings = Train.load();
    try (PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(1).build()) {
      Train.train(trainer, sightings);
      assertTrue(trainer.evaluate(sightings.test()).accuracy() > 0.9);

      Penguin penguin = new Penguin("Heard", 48.2, 14.3, null, 5100.0, Optional.empty());
      assertEquals(Species.GENTOO, trainer.predict(penguin));
    }
  }
}
