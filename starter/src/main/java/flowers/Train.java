package flowers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.netwright.runtime.Data;
import org.netwright.runtime.Split;
import org.netwright.runtime.history.History;

/** Trains the network, saves it, and asks the saved one. */
public final class Train {
  private static final Path MODEL = Path.of("target/flowers.safetensors");
  private static final Path CURVES = Path.of("target/training.html");

  private Train() {}

  public static void main(String[] args) throws IOException {
    Files.createDirectories(MODEL.getParent());
    Data flowers =
        Data.csv(Path.of("iris.csv")).target("species").categorical("species").read();
    Split split = flowers.stratifiedSplit(0.2, 1);

    try (FlowerNetTrainer trainer = FlowerNetTrainer.builder().seed(1).build()) {
      History history = train(trainer, split);
      System.out.println(trainer.evaluate(split.test()));
      trainer.save(MODEL);
      history.writePage(CURVES);
      System.out.println("Curves: " + CURVES + ", model: " + MODEL);
    }

    try (FlowerNetModel model = FlowerNetModel.load(MODEL)) {
      int species = model.predictClass(5.9f, 3.0f, 5.1f, 1.8f);
      System.out.println("5.9, 3.0, 5.1, 1.8 cm: " + model.classNames().get(species));
    }
  }

  static History train(FlowerNetTrainer trainer, Split split) {
    return trainer
        .fit(split.train())
        .epochs(100)
        .batchSize(16)
        .standardize()
        .validate(split.test())
        .patience(20)
        .run();
  }
}
