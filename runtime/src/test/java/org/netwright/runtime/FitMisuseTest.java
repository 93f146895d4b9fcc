package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.training.Fit;

/** Fits that would run, but not as they are meant, are refused before anything changes. */
class FitMisuseTest {
  private static final String TABLE = "a,b,c,y\n1,5,2,u\n-1,4,0,v\n2,-3,1,w\n-2,0,3,u\n";

  @TempDir private Path folder;

  @Test
  void scalingIsNotPutInFrontOfATrainedNetwork() throws IOException {
    Data data = Data.of(new float[][] {{1, 2, 3}, {4, 5, 7}}, new float[][] {{1, 2}, {3, 4}});
    Path unscaled = folder.resolve("unscaled");
    try (ChainTrainer trainer = ChainTrainer.builder().build();
        ChainTrainer loaded = ChainTrainer.builder().build();
        ChainTrainer scaled = ChainTrainer.builder().build()) {
      trainer.fit(data).epochs(1).quiet().run();
      refused(trainer.fit(data), Fit::standardize, "standardize was not set when this network");
      refused(
          trainer.fit(data),
          Fit::standardizeTargets,
          "standardizeTargets was not set when this network");
      trainer.save(unscaled);
      loaded.load(unscaled);
      refused(loaded.fit(data), Fit::standardize, "standardize was not set when this network");
      scaled.fit(data).epochs(1).standardize().quiet().run();
      scaled.fit(data).epochs(1).standardize().quiet().run();
      assertThat(scaled.steps()).isEqualTo(2);
    }
  }

  @Test
  void scalingIsNotAddedToARunThatIsResumed() {
    Data data = Data.of(new float[][] {{1, 2, 3}, {4, 5, 7}}, new float[][] {{1, 2}, {3, 4}});
    try (ChainTrainer first = ChainTrainer.builder().build();
        ChainTrainer second = ChainTrainer.builder().build()) {
      first.fit(data).epochs(2).checkpoints(folder).quiet().run();
      refused(
          second.fit(data).epochs(3).checkpoints(folder).resume(),
          Fit::standardize,
          "cannot resume from " + folder + ": standardize was false, is true");
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void aRunIsResumedWithItsValidationAndItsEpochs() {
    Data data = Data.of(new float[][] {{1, 2, 3}, {4, 5, 7}}, new float[][] {{1, 2}, {3, 4}});
    try (ChainTrainer first = ChainTrainer.builder().build();
        ChainTrainer second = ChainTrainer.builder().build()) {
      first.fit(data).epochs(4).validate(data).checkpoints(folder).quiet().run();
      refused(
          second.fit(data).epochs(6).checkpoints(folder).resume(),
          fit -> fit,
          "cannot resume from " + folder + ": validate was set, is not");
      refused(
          second.fit(data).validate(data).checkpoints(folder).resume(),
          fit -> fit.epochs(3),
          "cannot resume from " + folder + ": epochs is 3, but the checkpoint has 4");
      Path notAFolder = folder.resolve("best.safetensors").resolve("logs");
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(
              () ->
                  second
                      .fit(data)
                      .epochs(6)
                      .validate(data)
                      .checkpoints(folder)
                      .resume()
                      .tensorBoard(notAFolder)
                      .quiet()
                      .run());
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void theOrderIsSetOnlyWhereItCounts() throws IOException {
    Data data = Data.of(new float[][] {{1, 2, 3}, {4, 5, 7}}, new float[][] {{1, 2}, {3, 4}});
    Path file = Files.writeString(folder.resolve("data.csv"), "a,b,c,y,z\n1,2,3,4,5\n6,7,8,9,1\n");
    DataStream stream = Data.csv(file).target("y", "z").stream();
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      refused(
          trainer.fit(data).inOrder(),
          fit -> fit.seed(3),
          "seed sets the order of the examples, but inOrder() keeps it as it is; remove seed");
      refused(
          trainer.fit(stream),
          fit -> fit.seed(3),
          "seed sets the order of the examples, but those of a stream come in its own order");
      refused(trainer.fit(stream), Fit::inOrder, "inOrder is for examples in memory");
      refused(trainer.fit(data), fit -> fit.minDelta(0), "minDelta needs validation examples");
      assertThat(trainer.fit(stream).epochs(1).quiet().run().description().orElseThrow().settings())
          .containsEntry("order", "as the stream gives them");
    }
  }

  @Test
  void classesAreNoNumbers() throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), TABLE);
    Data data = Data.csv(file).target("y").categorical("y").read();
    try (ChainTrainer values = ChainTrainer.builder().encoding(TargetEncoding.VALUES).build();
        ChainTrainer classes = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      refused(
          values.fit(data),
          fit -> fit,
          "predict: expected numbers as targets, because the loss compares values, but the column y"
              + " has the classes [u, v, w]; use @CrossEntropy, or remove categorical(\"y\")");
      refused(
          classes.fit(data),
          fit -> fit,
          "predict: expected 2 classes, one for each output, got the 3 classes [u, v, w]; declare 3"
              + " outputs, or read the file with as(columns) of a table that has all classes");
    }
  }

  @Test
  void yesOrNoHasTwoClasses() throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), "a,b,c,y\n1,2,3,yes\n2,3,4,yes\n");
    Data data = Data.csv(file).target("y").categorical("y").read();
    try (ChainTrainer trainer =
        ChainTrainer.builder().encoding(TargetEncoding.PROBABILITIES).build()) {
      refused(
          trainer.fit(data),
          fit -> fit,
          "predict: expected two classes, no and yes, got [yes]; for more classes use @CrossEntropy");
    }
  }

  @Test
  void numbersThatAreTooLargeForTheTypeAreNamed() {
    Data data =
        Data.of(
            Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 1e39, 6}}),
            Nd4j.createFromArray(new double[][] {{1, 2}, {3, -1e300}}));
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      String x =
          "features: expected finite x, got 1.0E39 in row 1, column 1 (counted from 0), too large"
              + " for FLOAT";
      refused(trainer.fit(data), fit -> fit, x);
      assertThatIllegalArgumentException().isThrownBy(() -> trainer.evaluate(data)).withMessage(x);
    }
  }

  private static void refused(Fit fit, UnaryOperator<Fit> setting, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(fit).quiet().run())
        .withMessageStartingWith(message);
  }

  @Test
  void aLearningRateOutOfRangeChangesNothing() {
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(CheckpointTest.data()).standardize().learningRate(-1).quiet().run())
          .withMessage("the learning rate must be finite and ≥ 0, got -1.0");
      assertThat(trainer.session().preprocessing().features()).isNull();
    }
  }
}
