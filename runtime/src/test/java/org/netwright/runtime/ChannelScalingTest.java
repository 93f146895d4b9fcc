package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.model.SafetensorsWriter;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.LearningRateCurve;
import org.netwright.runtime.training.LearningRateFinder;

/** Channels that are scaled in training give the same results as those that the user scales. */
class ChannelScalingTest {
  private static final int N = 60;
  private static final double[] OFFSET = {3, -2e6, 7};
  private static final double[] WIDTH = {0.5, 4e3, 0};
  private static final double[][] ROWS = new double[N][24];
  private static final double[][] SCALED = new double[N][24];
  private static final int[] CLASSES = new int[N];

  /** Three channels of 2 × 4, the last of which is constant. */
  private static final long[] SHAPE = {3, 2, 4};

  static {
    Random random = new Random(7);
    double[] sum = new double[3];
    double[] squares = new double[3];
    for (int i = 0; i < N; i++) {
      CLASSES[i] = i % 2;
      for (int j = 0; j < 24; j++) {
        ROWS[i][j] = OFFSET[j / 8] + WIDTH[j / 8] * (random.nextGaussian() + CLASSES[i] * (j % 2));
        sum[j / 8] += ROWS[i][j];
      }
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < 24; j++) {
          int channel = j / 8;
          double distance = ROWS[i][j] - sum[channel] / (8 * N);
          if (pass == 0) {
            squares[channel] += distance * distance;
          } else {
            double deviation = channel == 2 ? 1 : Math.sqrt(squares[channel] / (8 * N));
            SCALED[i][j] = distance / deviation;
          }
        }
      }
    }
  }

  @TempDir Path folder;

  private static INDArray shaped(double[][] rows) {
    return Nd4j.createFromArray(rows).reshape(N, 3, 2, 4);
  }

  private static Data data(double[][] rows) {
    return Data.of(shaped(rows), Nd4j.createFromArray(CLASSES));
  }

  private static DataStream stream(Data data) {
    return batchSize -> {
      boolean[] given = {false};
      return () -> {
        if (given[0]) {
          return null;
        }
        given[0] = true;
        return data;
      };
    };
  }

  private static PicturesTrainer.Builder builder() {
    return PicturesTrainer.builder(2, SHAPE).seed(2);
  }

  private static Stream<Arguments> engines() {
    return Stream.of(
        Arguments.of(DataType.FLOAT, Engine.CPU),
        Arguments.of(DataType.FLOAT, Engine.ND4J),
        Arguments.of(DataType.DOUBLE, Engine.CPU),
        Arguments.of(DataType.DOUBLE, Engine.ND4J));
  }

  private static void assertNear(INDArray actual, INDArray expected, double distance) {
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(distance);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void scalesByChannel(DataType type, Engine engine) throws IOException {
    double near = type == DataType.FLOAT ? 2e-5 : 1e-9;
    Path file = folder.resolve("model.safetensors");
    PicturesTrainer.Builder builder = builder().dataType(type).engine(engine);
    try (PicturesTrainer scaling = builder.build();
        PicturesTrainer plain = builder.build();
        PicturesTrainer loaded = builder.build()) {
      scaling.fit(data(ROWS)).standardizeChannels().epochs(5).quiet().run();
      plain.fit(data(SCALED)).epochs(5).quiet().run();
      assertNear(scaling.network().predict.weight(), plain.network().predict.weight(), near);
      INDArray expected = plain.predict(shaped(SCALED));
      assertNear(scaling.predict(shaped(ROWS)), expected, near);
      assertThat(scaling.evaluate(data(ROWS)).score("loss"))
          .isCloseTo(plain.evaluate(data(SCALED)).score("loss"), within(near));
      assertThat(scaling.step(shaped(ROWS), Nd4j.createFromArray(CLASSES)).data())
          .isCloseTo(
              plain.step(shaped(SCALED), Nd4j.createFromArray(CLASSES)).data(), within(near));
      scaling.save(file);
      loaded.load(file);
      assertThat(loaded.predict(shaped(ROWS))).isEqualTo(scaling.predict(shaped(ROWS)));
      if (type == DataType.FLOAT) {
        try (PicturesModel model = PicturesModel.load(file, engine, 2, SHAPE)) {
          assertThat(model.predict(shaped(ROWS))).isEqualTo(scaling.predict(shaped(ROWS)));
          float[] row = Nd4j.createFromArray(ROWS[4]).castTo(DataType.FLOAT).toFloatVector();
          INDArray one = Nd4j.createFromArray(row).reshape(1, 3, 2, 4);
          assertThat(model.predict(row)).containsExactly(model.predict(one).toFloatVector());
        }
      }
    }
  }

  @Test
  void flatRowsAndStreamsAreScaledTheSame() {
    float[][] flat = new float[N][];
    for (int i = 0; i < N; i++) {
      flat[i] = Nd4j.createFromArray(ROWS[i]).castTo(DataType.FLOAT).toFloatVector();
    }
    Data given = Data.of(flat, CLASSES);
    try (PicturesTrainer memory = builder().build();
        PicturesTrainer streamed = builder().build()) {
      memory.fit(given).inOrder().standardizeChannels().batchSize(N).quiet().run();
      streamed.fit(stream(given)).standardizeChannels().quiet().run();
      assertThat(streamed.network().predict.weight()).isEqualTo(memory.network().predict.weight());
    }
  }

  @Test
  void channelsOfSignalsAreScaled() {
    Data given =
        Data.of(Nd4j.createFromArray(ROWS).reshape(N, 3, 8), Nd4j.createFromArray(CLASSES));
    try (PicturesTrainer signals = PicturesTrainer.builder(2, 3, 8).seed(2).build();
        PicturesTrainer images = builder().build()) {
      signals.fit(given).standardizeChannels().quiet().run();
      images.fit(data(ROWS)).standardizeChannels().quiet().run();
      assertThat(signals.network().predict.weight()).isEqualTo(images.network().predict.weight());
    }
  }

  @Test
  void aFillingOfOneConstantStaysConstant() {
    float[][] rows = new float[4][1000];
    for (float[] row : rows) {
      Arrays.fill(row, 0.1f);
    }
    try (PicturesTrainer trainer = PicturesTrainer.builder(2, 1, 1000).seed(1).build()) {
      trainer.fit(Data.of(rows, new int[] {0, 1, 0, 1})).standardizeChannels().quiet().run();
      float[] other = rows[0].clone();
      other[3] = 0.2f;
      // A deviation that is only noise would make this number enormous.
      assertThat(trainer.predict(other)[0]).isBetween(-1f, 1f);
    }
  }

  private Fit checkpointed(PicturesTrainer trainer, int epochs) {
    return trainer
        .fit(data(ROWS))
        .checkpoints(folder.resolve("run"))
        .epochs(epochs)
        .batchSize(16)
        .quiet();
  }

  @Test
  void aResumedRunEndsWithTheSameBits() {
    try (PicturesTrainer whole = builder().build();
        PicturesTrainer first = builder().build();
        PicturesTrainer second = builder().seed(9).build();
        PicturesTrainer third = builder().seed(9).build()) {
      whole.fit(data(ROWS)).standardizeChannels().epochs(4).batchSize(16).quiet().run();
      checkpointed(first, 2).standardizeChannels().run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checkpointed(third, 4).standardize().resume().run())
          .withMessageContaining("standardize was false, is true");
      checkpointed(second, 4).standardizeChannels().resume().run();
      assertThat(second.network().predict.weight()).isEqualTo(whole.network().predict.weight());
    }
  }

  @Test
  void aRunThatScaledFeaturesIsNotResumedByChannel() {
    try (PicturesTrainer first = builder().build();
        PicturesTrainer second = builder().build()) {
      checkpointed(first, 1).standardize().run();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checkpointed(second, 2).standardizeChannels().resume().run())
          .withMessageContaining("standardizeChannels was false, is true");
    }
  }

  @Test
  void isDescribed() {
    try (PicturesTrainer trainer = builder().build()) {
      assertThat(
              trainer
                  .fit(data(ROWS))
                  .standardizeChannels()
                  .quiet()
                  .run()
                  .description()
                  .orElseThrow()
                  .settings())
          .containsEntry("features", "standardized by channel");
    }
  }

  /** As long as they are not so large that rounding errors grow. */
  private static double[] losses(LearningRateFinder finder) {
    return finder.between(1e-5, 0.1).run().points().stream()
        .mapToDouble(LearningRateCurve.Point::loss)
        .toArray();
  }

  @Test
  void theSearchForARateScalesToo() {
    try (PicturesTrainer trainer = builder().build()) {
      double[] scaling = losses(trainer.findLearningRate(data(ROWS)).standardizeChannels());
      double[] plain = losses(trainer.findLearningRate(data(SCALED)));
      assertThat(scaling).containsExactly(plain, within(1e-4));
    }
  }

  private static void refused(PicturesTrainer trainer, UnaryOperator<Fit> setting, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> setting.apply(trainer.fit(data(ROWS))).quiet().run())
        .withMessage(message);
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (PicturesTrainer trainer = builder().build();
        ChainTrainer chain = ChainTrainer.builder().build()) {
      refused(
          trainer,
          fit -> fit.standardize().standardizeChannels(),
          "standardize and standardizeChannels both scale the input; remove one of them");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  chain.fit(Data.of(new float[4][3], new float[4][2])).standardizeChannels().run())
          .withMessage(
              "standardizeChannels is for images and signals, but the input of Chain is [3], without"
                  + " channels; use standardize(), or declare the channels, as in @Input({1, 28,"
                  + " 28})");
      trainer.fit(data(ROWS)).standardizeChannels().quiet().run();
      refused(
          trainer,
          Fit::standardize,
          "Pictures scales its input by channel, since it was trained with standardizeChannels();"
              + " remove standardize(), or train a new network");
    }
    try (PicturesTrainer trainer = builder().build()) {
      trainer.fit(data(SCALED)).quiet().run();
      refused(
          trainer,
          Fit::standardizeChannels,
          "standardizeChannels was not set when this network was trained before, and would change"
              + " what its weights mean; remove standardizeChannels(), or train a new network");
    }
    try (PicturesTrainer trainer = builder().build()) {
      trainer.fit(data(SCALED)).standardize().quiet().run();
      refused(
          trainer,
          Fit::standardizeChannels,
          "Pictures scales its input by feature, since it was trained with standardize(); remove"
              + " standardizeChannels(), or train a new network");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":7",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":0",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":-8",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":8.5",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":\"x\"",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1],\"span\":99999999999",
        "\"mean\":[0,0,0],\"deviation\":[1,1,1]",
        "\"mean\":[0,0,0],\"deviation\":[1,1],\"span\":8",
        "\"mean\":[0,0,0],\"deviation\":[1,0,1],\"span\":8",
      })
  void savedScalingIsNotTrusted(String scaling) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (PicturesTrainer trainer = builder().build()) {
      Map<String, String> metadata = new LinkedHashMap<>(trainer.session().schema().metadata());
      metadata.put("netwright.scaling", "{\"features\":{" + scaling + "}}");
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("its scaling ");
    }
  }
}
