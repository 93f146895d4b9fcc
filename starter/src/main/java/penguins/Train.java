package penguins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.netwright.runtime.data.Csv;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.History;

/** Trains the network, evaluates it, saves it, and makes a prediction with the saved model. */
public final class Train {
  private static final Path MODEL = Path.of("target/penguins.safetensors");
  private static final Path CURVES = Path.of("target/training.html");

  /** A line of the table. */
  record Sighting(Penguin penguin, Species species) {}

  private Train() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(MODEL.getParent());
    ThreeWaySplit sightings = load();

    try (PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(1).build()) {
      History history = train(trainer, sightings);
      System.out.println("On the test penguins: " + trainer.evaluate(sightings.test()));
      trainer.save(MODEL);
      history.writePage(CURVES);
      System.out.println("Curves: " + CURVES + ", model: " + MODEL);
    }

    try (PenguinNetModel model = PenguinNetModel.load(MODEL)) {
      Penguin penguin = new Penguin("Heard", 48.2, 14.3, null, 5100.0, Optional.empty());
      Species species = model.predict(penguin);
      float probability = model.probabilities(penguin).get(species);
      System.out.printf("The penguin of Heard is %s, probability %.2f%n", species, probability);
    }
  }

  /** Reads the table and splits it: 60 % for training, 20 % for validation, 20 % for the test. */
  static ThreeWaySplit load() throws IOException {
    List<Sighting> sightings = Csv.read(Path.of("penguins.csv"), Sighting.class);
    return Data.of(sightings, Sighting::penguin, Sighting::species).stratifiedSplit(0.2, 0.2, 1);
  }

  static History train(PenguinNetTrainer trainer, ThreeWaySplit sightings) {
    return trainer
        .fit(sightings.train())
        .epochs(100)
        .batchSize(16)
        .validate(sightings.validation())
        .patience(20)
        .run();
  }
}
