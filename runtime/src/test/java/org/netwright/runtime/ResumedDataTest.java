package org.netwright.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;

/** Runs that are to continue with other examples. */
class ResumedDataTest {
  private static final int ROWS = 30;
  private static final float[][] X = random(1, 3);
  private static final float[][] Y = random(2, 2);
  private static final Data DATA = Data.of(X, Y);

  @TempDir Path folder;

  private static float[][] random(int seed, int columns) {
    Random random = new Random(seed);
    float[][] rows = new float[ROWS][columns];
    for (float[] row : rows) {
      for (int column = 0; column < columns; column++) {
        row[column] = random.nextFloat();
      }
    }
    return rows;
  }

  private static Data changed() {
    float[][] y = new float[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      y[row] = Y[row].clone();
    }
    y[ROWS - 1][1] += 0.001f;
    return Data.of(X, y);
  }

  private static int[] swapped() {
    int[] rows = IntStream.range(0, ROWS).toArray();
    rows[0] = 1;
    rows[1] = 0;
    return rows;
  }

  private Path run(Data data, UnaryOperator<Fit> setting) {
    Path run = folder.resolve("run");
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build()) {
      setting.apply(first.fit(data)).checkpoints(run).epochs(2).quiet().run();
    }
    return run;
  }

  private static void resume(Path run, Data data, UnaryOperator<Fit> setting) {
    try (ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      setting.apply(second.fit(data)).checkpoints(run).resume().epochs(4).quiet().run();
      assertThat(second.steps()).isPositive();
    }
  }

  private static void refused(Path run, Data data, UnaryOperator<Fit> setting, String difference) {
    try (ChainTrainer second = ChainTrainer.builder().seed(2).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  setting.apply(second.fit(data)).checkpoints(run).resume().epochs(4).quiet().run())
          .withMessage(
              "cannot resume from %s: %s; start again in another folder, or use the earlier settings",
              run, difference);
      assertThat(second.steps()).isZero();
    }
  }

  @Test
  void otherTargetsAreRefused() {
    Path run = run(DATA, fit -> fit);
    String difference = "the targets of the training examples differ, or their order";
    refused(run, changed(), fit -> fit, difference);
    refused(run, DATA.rows(swapped()), fit -> fit, difference);
    refused(run, DATA.first(20), fit -> fit, "the number of examples was 30, is 20");
    resume(run, Data.of(X, Y), fit -> fit);
  }

  @Test
  void otherValidationExamplesAreRefused() {
    Path run = run(DATA, fit -> fit.validate(DATA.first(10)));
    String difference = "the targets of the validation examples differ, or their order";
    refused(run, DATA, fit -> fit.validate(DATA.first(11)), difference);
    refused(run, DATA, fit -> fit.validate(DATA.rows(swapped()).first(10)), difference);
    resume(run, DATA, fit -> fit.validate(DATA.first(10)));
  }

  @Test
  void validationExamplesCanBeAdded() {
    resume(run(DATA, fit -> fit), DATA, fit -> fit.validate(DATA.first(10)));
  }

  @Test
  void anotherSplitIsRefused() {
    Path run = run(DATA, fit -> fit.validationSplit(0.2, 1));
    refused(
        run,
        DATA,
        fit -> fit.validationSplit(0.2, 2),
        "validationSplit was 0.2 with seed 1, is 0.2 with seed 2");
    refused(
        run,
        DATA,
        fit -> fit.validationSplit(0.21, 1),
        "validationSplit was 0.2 with seed 1, is 0.21 with seed 1");
    refused(
        run,
        DATA,
        fit -> fit,
        "the number of examples was 24, is 30; validationSplit was 0.2 with seed 1, is not set;"
            + " validate was set, is not");
    refused(
        run,
        changed(), // an example that is held out
        fit -> fit.validationSplit(0.2, 1),
        "the targets of the validation examples differ, or their order");
    resume(run, DATA, fit -> fit.validationSplit(0.2, 1));
  }

  @Test
  void theLastExamplesHaveNoSeed() {
    Path run = run(DATA, fit -> fit.validationSplit(0.2, 1).inOrder());
    refused(
        run,
        DATA,
        fit -> fit.validationSplit(0.5, 1).inOrder(),
        "the number of examples was 24, is 15; validationSplit was 0.2, is 0.5");
    resume(run, DATA, fit -> fit.validationSplit(0.2, 2).inOrder());
  }

  @Test
  void checkpointsOfEarlierVersionsDoNotKnowTheTargets() throws IOException {
    Path run = run(DATA, fit -> fit);
    for (int epoch = 1; epoch <= 2; epoch++) {
      Path file = run.resolve("checkpoint-%06d.safetensors".formatted(epoch));
      String text = Files.readString(file, ISO_8859_1);
      int begin = text.indexOf("\\\"data\\\":{");
      int end = text.indexOf("},", begin) + 2;
      assertThat(begin).isPositive();
      Files.writeString(
          file,
          text.substring(0, begin) + " ".repeat(end - begin) + text.substring(end),
          ISO_8859_1);
    }
    resume(run, changed(), fit -> fit);
  }
}
