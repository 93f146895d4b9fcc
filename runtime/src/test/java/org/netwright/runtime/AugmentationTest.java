package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.internal.image.ImageChanges;
import org.netwright.runtime.internal.random.RandomBits;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;

/** Runs whose images are changed train as runs on images that were changed before. */
class AugmentationTest {
  private static final int N = 21;
  private static final int EPOCHS = 3;
  private static final long[] SHAPE = {2, 3, 4};
  private static final float[][] FLAT = new float[N][24];
  private static final int[] CLASSES = new int[N];
  private static final Augmentation ALL = Augmentation.none().flipHorizontally().shift(1).zoom(0.7);

  static {
    Random random = new Random(11);
    for (int i = 0; i < N; i++) {
      CLASSES[i] = i % 2;
      for (int j = 0; j < 24; j++) {
        FLAT[i][j] = random.nextFloat();
      }
    }
  }

  @TempDir Path folder;

  private static Data data(float[][] rows) {
    return Data.of(
        Nd4j.createFromArray(rows).reshape(rows.length, 2, 3, 4), Nd4j.createFromArray(CLASSES));
  }

  private static DataStream.Batches batches(Data data, int batchSize) {
    int[] next = {0};
    return () -> {
      int from = next[0];
      next[0] = Math.min(data.size(), from + batchSize);
      return from == data.size() ? null : data.rows(IntStream.range(from, next[0]).toArray());
    };
  }

  private static DataStream stream(Data data) {
    return batchSize -> batches(data, batchSize);
  }

  /** Returns what an epoch should train on. */
  private static Data changed(Augmentation augmentation, long seed, int epoch) {
    ImageChanges changes = new ImageChanges((ImageAugmentation) augmentation, 2, 3, 4);
    float[][] rows = new float[N][];
    for (int place = 0; place < N; place++) {
      rows[place] = FLAT[place].clone();
      long ofEpoch = RandomBits.bits(RandomBits.bits(seed, epoch), 1);
      changes.apply(rows[place], 0, RandomBits.bits(ofEpoch, place));
    }
    return data(rows);
  }

  private static PicturesTrainer.Builder builder() {
    return PicturesTrainer.builder(2, SHAPE).seed(4);
  }

  private static INDArray weights(PicturesTrainer.Builder builder, UnaryOperator<Fit> setting) {
    return weights(builder, data(FLAT), setting);
  }

  private static INDArray weights(
      PicturesTrainer.Builder builder, Data data, UnaryOperator<Fit> setting) {
    try (PicturesTrainer trainer = builder.build()) {
      setting.apply(trainer.fit(data)).epochs(EPOCHS).batchSize(8).quiet().run();
      return trainer.network().predict.weight().dup();
    }
  }

  private static INDArray weights(
      PicturesTrainer.Builder builder, DataStream data, UnaryOperator<Fit> setting) {
    try (PicturesTrainer trainer = builder.build()) {
      setting.apply(trainer.fit(data)).epochs(EPOCHS).batchSize(8).quiet().run();
      return trainer.network().predict.weight().dup();
    }
  }

  private static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(DataType.FLOAT, Engine.CPU),
        Arguments.of(DataType.FLOAT, Engine.ND4J),
        Arguments.of(DataType.DOUBLE, Engine.CPU),
        Arguments.of(DataType.DOUBLE, Engine.ND4J));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void trainsOnOtherImagesInEachEpoch(DataType type, Engine engine) {
    PicturesTrainer.Builder builder = builder().dataType(type).engine(engine);
    DataStream expected =
        new DataStream() {
          @Override
          public Batches open(int batchSize) {
            return open(batchSize, 1);
          }

          @Override
          public Batches open(int batchSize, int epoch) {
            return batches(changed(ALL, 77, epoch), batchSize);
          }
        };
    INDArray wanted = weights(builder, expected, fit -> fit);
    assertThat(weights(builder, fit -> fit.inOrder().augment(ALL, 77))).isEqualTo(wanted);
    assertThat(weights(builder, stream(data(FLAT)), fit -> fit.augment(ALL, 77))).isEqualTo(wanted);
    assertThat(weights(builder, Data.of(FLAT, CLASSES), fit -> fit.inOrder().augment(ALL, 77)))
        .isEqualTo(wanted);
    // Of batches that make one update, as in a run on images that were changed before.
    assertThat(weights(builder, fit -> fit.inOrder().accumulate(2).augment(ALL, 77)))
        .isEqualTo(weights(builder, expected, fit -> fit.accumulate(2)));
  }

  @Test
  void theSeedOfTheRunIsTakenIfThereIsNone() {
    INDArray own = weights(builder(), fit -> fit.seed(5).augment(ALL, 5));
    assertThat(weights(builder(), fit -> fit.seed(5).augment(ALL))).isEqualTo(own);
    assertThat(weights(builder(), fit -> fit.inOrder().augment(ALL)))
        .isEqualTo(weights(builder(), fit -> fit.inOrder().augment(ALL, 4)))
        .isNotEqualTo(weights(builder(), fit -> fit.inOrder().augment(ALL, 5)));
    assertThat(weights(builder(), stream(data(FLAT)), fit -> fit.augment(ALL)))
        .isEqualTo(weights(builder(), stream(data(FLAT)), fit -> fit.augment(ALL, 4)));
    assertThat(weights(builder(), fit -> fit.augment(Augmentation.none())))
        .isEqualTo(weights(builder(), fit -> fit));
  }

  @Test
  void batchesOfAStreamMayGrow() {
    DataStream growing =
        ignored -> {
          int[] next = {0};
          return () -> {
            int from = next[0];
            next[0] = Math.min(N, 2 * from + 1);
            return from == N ? null : data(FLAT).rows(IntStream.range(from, next[0]).toArray());
          };
        };
    DataStream expected =
        ignored -> {
          int[] next = {0};
          return () -> {
            int from = next[0];
            next[0] = Math.min(N, 2 * from + 1);
            return from == N
                ? null
                : changed(ALL, 1, 1).rows(IntStream.range(from, next[0]).toArray());
          };
        };
    try (PicturesTrainer trainer = builder().build();
        PicturesTrainer plain = builder().build()) {
      trainer.fit(growing).augment(ALL, 1).epochs(1).quiet().run();
      plain.fit(expected).epochs(1).quiet().run();
      assertThat(trainer.network().predict.weight()).isEqualTo(plain.network().predict.weight());
    }
  }

  @Test
  void examplesOfWeightZeroHaveNoPlace() {
    float[] weights = new float[N];
    Arrays.fill(weights, 1);
    weights[0] = 0;
    int[] rest = IntStream.range(1, N).toArray();
    assertThat(
            weights(builder(), data(FLAT).weighted(weights), fit -> fit.inOrder().augment(ALL, 1)))
        .isEqualTo(weights(builder(), data(FLAT).rows(rest), fit -> fit.inOrder().augment(ALL, 1)));
  }

  @Test
  void scoresAreOfTheImagesAsTheyAre() {
    try (PicturesTrainer trainer = builder().build()) {
      History history =
          trainer
              .fit(data(FLAT))
              .augment(ALL)
              .validate(data(FLAT))
              .trainingScores()
              .learningRate(0)
              .epochs(3)
              .quiet()
              .run();
      double loss = trainer.evaluate(data(FLAT)).score("loss");
      for (EpochReport epoch : history.epochs()) {
        assertThat(epoch.validation()).containsEntry("loss", loss);
        assertThat(epoch.training()).containsEntry("loss", loss);
        assertThat(epoch.dataLoss()).isNotEqualTo(loss);
      }
    }
  }

  @Test
  void theScalingIsOfTheImagesAsTheyAre() {
    try (PicturesTrainer augmented = builder().build();
        PicturesTrainer plain = builder().build();
        PicturesTrainer expected = builder().build()) {
      augmented
          .fit(data(FLAT))
          .inOrder()
          .standardizeChannels()
          .augment(ALL, 3)
          .epochs(1)
          .batchSize(8)
          .quiet()
          .run();
      plain.fit(data(FLAT)).standardizeChannels().learningRate(0).epochs(1).quiet().run();
      double[] mean = augmented.session().preprocessing().features().mean();
      assertThat(mean).containsExactly(plain.session().preprocessing().features().mean());

      // Zeros that are moved in are zeros of the pixels, not means.
      expected.fit(data(FLAT)).standardizeChannels().learningRate(0).epochs(1).quiet().run();
      expected
          .fit(changed(ALL, 3, 1))
          .inOrder()
          .learningRate(0.1)
          .epochs(1)
          .batchSize(8)
          .quiet()
          .run();
      assertThat(augmented.network().predict.weight())
          .isEqualTo(expected.network().predict.weight());
    }
  }

  private Fit checkpointed(PicturesTrainer trainer, int epochs) {
    return trainer
        .fit(data(FLAT))
        .checkpoints(folder.resolve("run"))
        .epochs(epochs)
        .batchSize(8)
        .quiet();
  }

  @Test
  void aResumedRunEndsWithTheSameBits() {
    UnaryOperator<Fit> settings = fit -> fit.standardizeChannels().augment(ALL);
    INDArray whole = weights(builder(), settings);
    try (PicturesTrainer first = builder().build();
        PicturesTrainer second = builder().seed(99).build()) {
      settings.apply(checkpointed(first, 1)).run();
      settings.apply(checkpointed(second, EPOCHS)).resume().run();
      assertThat(second.network().predict.weight()).isEqualTo(whole);
    }
  }

  @Test
  void anotherAugmentationIsNotResumed() {
    try (PicturesTrainer first = builder().build();
        PicturesTrainer second = builder().build()) {
      checkpointed(first, 1).augment(ALL, 8).run();
      notResumed(second, fit -> fit, "flipHorizontally().shift(1).zoom(0.7), seed 8, is not set");
      notResumed(
          second,
          fit -> fit.augment(Augmentation.none().shift(1), 8),
          "flipHorizontally().shift(1).zoom(0.7), seed 8, is shift(1), seed 8");
      notResumed(
          second,
          fit -> fit.augment(ALL, 9),
          "flipHorizontally().shift(1).zoom(0.7), seed 8, is"
              + " flipHorizontally().shift(1).zoom(0.7), seed 9");
      assertThat(second.steps()).isZero();
    }
  }

  private void notResumed(PicturesTrainer trainer, UnaryOperator<Fit> setting, String difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(checkpointed(trainer, 2)).resume().run())
        .withMessageContaining(": augment was " + difference + "; start again");
  }

  @Test
  void isDescribed() {
    try (PicturesTrainer trainer = builder().build()) {
      History history = trainer.fit(data(FLAT)).augment(ALL, 8).epochs(1).quiet().run();
      assertThat(history.description().orElseThrow().settings())
          .containsEntry("augmentation", "flipHorizontally().shift(1).zoom(0.7), seed 8");
    }
  }

  @Test
  void refusesTargetsThatAreImages() {
    float[][] same = FLAT;
    try (PicturesTrainer decoder = PicturesTrainer.builder(24, SHAPE).values(SHAPE).build();
        PicturesTrainer flat = PicturesTrainer.builder(24, SHAPE).values().build();
        PicturesTrainer single = PicturesTrainer.builder(24, SHAPE).values(24, 1, 1).build()) {
      INDArray weight = decoder.network().predict.weight().dup();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> decoder.fit(Data.of(same, same)).augment(ALL).quiet().run())
          .withMessage(
              "augment changes the images of the input only, but the targets of predict are images"
                  + " too, [2 × 3 × 4], and would no longer belong to them; remove augment(), and"
                  + " change images and targets together before training");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> decoder.fit(stream(Data.of(same, same))).augment(ALL).quiet().run())
          .withMessageStartingWith("augment changes the images of the input only,");
      assertThat(decoder.network().predict.weight()).isEqualTo(weight);
      assertThat(decoder.steps()).isZero();
      // Vectors may say something about an image that does not move with it.
      flat.fit(Data.of(same, same)).augment(ALL).epochs(1).quiet().run();
      single.fit(Data.of(same, same)).augment(ALL).epochs(1).quiet().run();
      assertThat(flat.steps()).isPositive();
      assertThat(single.steps()).isEqualTo(flat.steps());
    }
  }

  @Test
  void refusesOtherInputs() {
    try (PicturesTrainer pictures = builder().build();
        PicturesTrainer signals = PicturesTrainer.builder(2, 2, 12).build();
        ChainTrainer chain = ChainTrainer.builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> chain.fit(Data.of(new float[4][3], new float[4][2])).augment(ALL).run())
          .withMessage(
              "augment is for images, but the input of Chain is [3]; declare channels, height and"
                  + " width, as in @Input({1, 28, 28})");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> signals.fit(Data.of(FLAT, CLASSES)).augment(ALL).run())
          .withMessage(
              "augment is for images, [channels × height × width], but the input of Pictures is [2 ×"
                  + " 12]; remove augment()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pictures.fit(data(FLAT)).augment(Augmentation.none().shift(3)).run())
          .withMessage("shift(3) can move images of 3 × 4 pixels out of sight; it must be below 3");
      assertThat(pictures.steps()).isZero();
    }
  }
}
