package flowers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.training.History;

/** Trains the network, evaluates it, saves it, and makes a prediction with the saved model. */
public final class Train {
  private static final Path MODEL = Path.of("target/flowers.safetensors");
  private static final Path CURVES = Path.of("target/training.html");

  private Train() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(MODEL.getParent());
    ThreeWaySplit flowers = load();

    try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
      History history = train(trainer, flowers);
      System.out.println("On the test flowers: " + trainer.evaluate(flowers.test()));
      trainer.save(MODEL);
      history.writePage(CURVES);
      System.out.println("Curves: " + CURVES + ", model: " + MODEL);
    }

    try (FlowerNetModel model = FlowerNetModel.load(MODEL)) {
      int species = model.predictClass(5.9f, 3.0f, 5.1f, 1.8f);
      System.out.println("5.9, 3.0, 5.1, 1.8 cm: " + model.classNames().get(species));
    }
  }

  /** Reads the table and splits it: 60 % for training, 20 % for validation, 20 % for the test. */
  static ThreeWaySplit load() throws IOException {
    return Data.csv(Path.of("iris.csv"))
        .target("species")
        .categorical("species")
        .read()
        .stratifiedSplit(0.2, 0.2, 1);
  }

  static History train(FlowerNetTrainer trainer, ThreeWaySplit flowers) {
    return trainer
        .fit(flowers.train())
        .epochs(100)
        .batchSize(16)
        .standardize()
        .validate(flowers.validation())
        .patience(20)
        .run();
  }
}
