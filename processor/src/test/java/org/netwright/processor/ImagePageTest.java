package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.ArrayTrainer;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.internal.history.Picture;
import org.netwright.runtime.internal.history.RunPictures;
import org.netwright.runtime.internal.history.RunPictures.Filters;
import org.netwright.runtime.internal.history.RunPictures.Mistake;
import org.netwright.runtime.internal.history.RunPictures.Mistakes;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;
import org.netwright.runtime.training.TrainingDivergedException;

/** What the page of a run shows of a network that takes images. */
class ImagePageTest {
  private static final String CONVOLUTION =
      "@Conv2d(70) @BatchNorm @Relu @Dropout(0.2) Layer edges;";
  private static final String CLASSES = "@Flatten @Linear(3) @CrossEntropy Layer kind;";
  private static final int PIXELS = 20;

  @TempDir private Path folder;

  /** The mistakes are those of what the trainer has in the end, on both engines. */
  @ParameterizedTest
  @EnumSource
  void theWorstMistakesAreThoseOfTheParametersThatTheRunKeeps(Engine engine) throws IOException {
    Data valid = images(1, 3, 90, 2);
    try (Trainer<?> trainer =
        network(1, CONVOLUTION, CLASSES).builder().engine(engine).seed(1).build()) {
      // The rate of the last steps is so high that the last epoch cannot be the best one.
      History history =
          fit(trainer).validate(valid).epochs(8).learningRate(step -> step < 12 ? 1e-3 : 10).run();
      assertThat(history.bestEpoch().orElseThrow()).isLessThan(8);
      Mistakes mistakes = mistakes(history);
      List<Wrong> expected = wrong(trainer, valid);
      assertThat(expected).hasSizeGreaterThan(24);
      assertThat(mistakes.wrong()).isEqualTo(expected.size());
      assertThat(mistakes.examples()).isEqualTo(90);
      assertThat(mistakes.output()).isNull();
      requireWorst(mistakes, expected, valid);
    }
  }

  @Test
  void aFilterIsAPicture() throws IOException {
    try (Trainer<?> trainer = network(1, CONVOLUTION, CLASSES).builder().build()) {
      Filters filters = filters(fit(trainer).run());
      assertThat(filters.layer()).isEqualTo("edges");
      assertThat(filters.weight()).isEqualTo("70 × 1 × 3 × 3");
      assertThat(filters.omitted()).isEqualTo(6);
      assertThat(filters.pictures()).hasSize(64);
      double[] weight = elements(trainer.layerNamed("edges").weight());
      for (int i = 0; i < 64; i++) {
        double[] filter = Arrays.copyOfRange(weight, 9 * i, 9 * i + 9);
        double most = Arrays.stream(filter).map(Math::abs).max().orElseThrow();
        int[] shades = samples(filters.pictures().get(i), 0);
        for (int j = 0; j < 9; j++) {
          assertThat(shades[j]).isEqualTo(Math.round(127.5 + 127.5 * filter[j] / most));
        }
      }
    }
  }

  @Test
  void coloursAreRedGreenAndBlue() throws IOException {
    Data valid = images(3, 3, 40, 2);
    try (Trainer<?> trainer = network(3, "@Conv2d(4) @Relu Layer a;", CLASSES).builder().build()) {
      History history = trainer.fit(images(3, 3, 40, 1)).validate(valid).quiet().run();
      requireWorst(mistakes(history), wrong(trainer, valid), valid);
      double[] filter = Arrays.copyOf(elements(trainer.layerNamed("a").weight()), 27);
      double most = Arrays.stream(filter).map(Math::abs).max().orElseThrow();
      Picture picture = filters(history).pictures().get(0);
      for (int i = 0; i < 27; i++) {
        assertThat(samples(picture, i / 9)[i % 9])
            .isEqualTo(Math.round(127.5 + 127.5 * filter[i] / most));
      }
    }
  }

  /** Another order each time must not show an image with the class of another one. */
  @Test
  void aStreamGivesTheSamePicturesInAnyOrder() {
    Data valid = images(1, 3, 1300, 2);
    CompiledNetwork network = network(1, CONVOLUTION, CLASSES);
    try (Trainer<?> memory = network.builder().seed(1).build();
        Trainer<?> streamed = network.builder().seed(1).build()) {
      History expected = fit(memory).validate(valid).run();
      Random random = new Random(1);
      DataStream stream = size -> stream(shuffled(valid, random)).open(size);
      RunPictures pictures = pictures(fit(streamed).validate(stream).run());
      assertThat(pictures.problem()).isNull();
      assertThat(mistakes(expected).wrong()).isGreaterThan(100);
      assertThat(pictures.filters()).isEqualTo(filters(expected));
      Mistakes mistakes = mistakes(expected);
      assertThat(pictures.mistakes()).isNotNull();
      assertThat(pictures.mistakes().wrong()).isEqualTo(mistakes.wrong());
      assertThat(pictures.mistakes().examples()).isEqualTo(1300);
      assertThat(pictures.mistakes().worst().stream().map(Mistake::picture))
          .isEqualTo(mistakes.worst().stream().map(Mistake::picture).toList());
      assertThat(pictures.mistakes().worst().stream().map(Mistake::actual))
          .isEqualTo(mistakes.worst().stream().map(Mistake::actual).toList());
    }
  }

  /** A pass more at the end: parameters, running statistics, seeds and later steps are the same. */
  @Test
  void picturesChangeNothing() {
    Data valid = images(1, 3, 700, 2);
    CompiledNetwork network = network(1, CONVOLUTION, CLASSES);
    try (Trainer<?> without = network.builder().seed(1).build();
        Trainer<?> memory = network.builder().seed(1).build();
        Trainer<?> streamed = network.builder().seed(1).build()) {
      // It ends with an error instead of mistakes.
      DataStream failing = failing(stream(valid), 4);
      assertThat(pictures(fit(without).restoreBest(false).validate(failing).run()).mistakes())
          .isNull();
      mistakes(fit(memory).restoreBest(false).validate(valid).run());
      mistakes(fit(streamed).restoreBest(false).validate(stream(valid)).run());
      for (int i = 0; i < 2; i++) {
        double[] expected = state(without);
        assertThat(state(memory)).containsExactly(expected);
        assertThat(state(streamed)).containsExactly(expected);
        for (Trainer<?> trainer : List.of(without, memory, streamed)) {
          trainer.step(valid.rows(0, 1, 2, 3).x().reshape(4, 1, 5, 4), valid.rows(0, 1, 2, 3).y());
        }
      }
    }
  }

  @Test
  void aStreamThatFailsAtTheEndDoesNotLoseTheRun() throws IOException {
    Data valid = images(1, 3, 30, 2);
    for (boolean isError : new boolean[] {false, true}) {
      try (Trainer<?> trainer = network(1, CONVOLUTION, CLASSES).builder().seed(1).build()) {
        // Opened to look at the columns, to check and after each of two epochs.
        DataStream stream = failing(stream(valid), isError ? -4 : 4);
        History history = fit(trainer).restoreBest(false).validate(stream).run();
        assertThat(history.epochs()).hasSize(2);
        assertThat(history.evaluation()).isPresent();
        RunPictures pictures = pictures(history);
        assertThat(pictures.problem()).isEqualTo("the disk is gone");
        assertThat(pictures.mistakes()).isNull();
        assertThat(pictures.filters()).isNotNull();
        Path page = folder.resolve("page.html");
        history.writePage(page);
        assertThat(Files.readString(page)).contains("the disk is gone");
        assertThat(trainer.evaluate(valid).dataLoss())
            .isEqualTo(history.evaluation().orElseThrow().dataLoss());
      }
    }
  }

  @Test
  void examplesOfWeightZeroAreNotMistakes() throws IOException {
    Data valid = images(1, 3, 90, 2);
    float[] weights = new float[90];
    Arrays.fill(weights, 40, 90, 0.5f);
    try (Trainer<?> trainer = network(1, CONVOLUTION, CLASSES).builder().seed(1).build();
        Trainer<?> streamed = network(1, CONVOLUTION, CLASSES).builder().seed(1).build()) {
      Data weighted = valid.weighted(weights);
      Mistakes mistakes = mistakes(fit(trainer).validate(weighted).run());
      List<Wrong> expected = new ArrayList<>(wrong(trainer, valid));
      expected.removeIf(wrong -> wrong.example() < 40);
      assertThat(mistakes.examples()).isEqualTo(50);
      assertThat(mistakes.wrong()).isEqualTo(expected.size());
      requireWorst(mistakes, expected, valid);
      // Batches of 20: the first two do not count.
      DataStream stream = size -> stream(weighted).open(20);
      assertThat(
              mistakes(fit(streamed).validate(stream).run()).worst().stream().map(Mistake::picture))
          .isEqualTo(mistakes.worst().stream().map(Mistake::picture).toList());
    }
  }

  @Test
  void aYesOrNoAnswerIsAClass() {
    String answer = "@Flatten @Linear(1) @BinaryCrossEntropy Layer ill;";
    Data valid = images(1, 2, 60, 2);
    try (Trainer<?> trainer = network(1, "@Conv2d(2) @Relu Layer a;", answer).builder().build()) {
      History history = trainer.fit(images(1, 2, 60, 1)).validate(valid).quiet().run();
      Mistakes mistakes = mistakes(history);
      double[] yes = elements(trainer.probabilities(valid.x().reshape(60, 1, 5, 4)));
      float[] actual = valid.y().toFloatVector();
      int[] worst =
          IntStream.range(0, 60)
              .boxed()
              .filter(i -> yes[i] > 0.5 != actual[i] > 0.5)
              .sorted(Comparator.comparingDouble(i -> actual[i] > 0.5 ? yes[i] : 1 - yes[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(mistakes.wrong()).isEqualTo(worst.length).isPositive();
      for (int i = 0; i < mistakes.worst().size(); i++) {
        Mistake mistake = mistakes.worst().get(i);
        boolean isYes = actual[worst[i]] > 0.5;
        assertThat(mistake.actual()).isEqualTo(isYes ? "yes" : "no");
        assertThat(mistake.predicted()).isEqualTo(isYes ? "no" : "yes");
        assertThat(mistake.probability())
            .isCloseTo(isYes ? 1 - yes[worst[i]] : yes[worst[i]], within(1e-6));
      }
    }
  }

  @Test
  void classesHaveTheNamesOfTheEnum() {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            package networks;
            import org.netwright.annotations.*;
            import org.netwright.runtime.*;
            @Network
            class Net {
              @Input({1, 5, 4}) Layer image;
              @Flatten @Linear(3) @CrossEntropy(classes = Kind.class) Layer kind;
              enum Kind { COAT, SHIRT, SHOE }
            }
            """);
    try (Trainer<?> trainer = network.builder().build()) {
      History history = fit(trainer).validate(images(1, 3, 90, 2)).run();
      assertThat(mistakes(history).worst().stream().map(Mistake::actual))
          .isSubsetOf("COAT", "SHIRT", "SHOE");
      assertThat(mistakes(history).worst().stream().map(Mistake::predicted))
          .isSubsetOf("COAT", "SHIRT", "SHOE");
      // It has no convolution.
      assertThat(pictures(history).filters()).isNull();
    }
  }

  @Test
  void ofSeveralInputsAndOutputsThoseOfImagesAndClassesAreShown() throws IOException {
    CompiledNetwork network =
        CompiledNetwork.of(
            "Net",
            """
            package networks;
            import org.netwright.annotations.*;
            import org.netwright.runtime.*;
            @Network
            class Net {
              @Input(2) Layer numbers;
              @Input({3, 5, 4}) Layer image;
              @DepthwiseConv2d(multiplier = 2) @Relu Layer edges;
              @Flatten Layer flat;
              @Concat("numbers") Layer all;
              @Linear(1) @MeanSquaredError Layer size;
              @After("all") @Linear(3) @CrossEntropy Layer kind;
            }
            """);
    Data valid = images(3, 3, 60, 2);
    Data examples =
        Data.builder()
            .input("numbers", Nd4j.rand(60, 2))
            .input("image", valid.x().reshape(60, 3, 5, 4))
            .target("kind", valid.y())
            .target("size", Nd4j.rand(60, 1))
            .build();
    try (ArrayTrainer<?> trainer = network.networkBuilder().seed(1).build()) {
      History history = trainer.fit(examples).validate(examples).epochs(2).quiet().run();
      Mistakes mistakes = mistakes(history);
      assertThat(mistakes.output()).isEqualTo("kind");
      assertThat(mistakes.wrong()).isPositive();
      assertThat(trainer.evaluate(examples).output("kind").confusion().total() - mistakes.wrong())
          .isEqualTo(Math.round(60 * trainer.evaluate(examples).output("kind").accuracy()));
      Picture first = mistakes.worst().get(0).picture();
      assertThat(first.width()).isEqualTo(4);
      assertThat(samples(first, 2)).hasSize(20);
      // Each filter of a depthwise convolution is grey.
      assertThat(filters(history).weight()).isEqualTo("6 × 1 × 3 × 3");
      assertThat(decoded(filters(history).pictures().get(5)).getColorModel().getNumComponents())
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Neither grey nor colours.
        "@Input({2, 5, 2})|@Conv2d(3) @Relu Layer a;|@Flatten @Linear(3) @CrossEntropy",
        "@Input({4, 5})|@Conv1d(3) @Relu Layer a;|@Flatten @Linear(3) @CrossEntropy",
        "@Input(20)|@Reshape({1, 4, 5}) @Conv2d(3) @Relu Layer a;|@Flatten @Linear(3) @CrossEntropy",
        // Nothing to see.
        "@Input({1, 4, 5})|@ConvTranspose2d(1) @Relu Layer a;|@Flatten @Linear(1) @MeanSquaredError",
      })
  void otherNetworksHaveNoPictures(String input, String layer, String output) {
    CompiledNetwork network = ofLayers(input + " Layer image;", layer, output + " Layer kind;");
    try (Trainer<?> trainer = network.builder().build()) {
      Data examples = Data.of(new float[6][20], new int[] {0, 1, 0, 1, 1, 0});
      History history = trainer.fit(examples).validate(examples).quiet().run();
      assertThat(
              RunPictures.of(history)
                  .filter(all -> all.filters() != null || all.mistakes() != null))
          .isEmpty();
    }
  }

  @Test
  void withoutClassesOrValidationThereAreFilters() {
    String value = "@Flatten @Linear(1) @MeanSquaredError Layer value;";
    try (Trainer<?> values = network(1, CONVOLUTION, value).builder().build();
        Trainer<?> classes = network(1, CONVOLUTION, CLASSES).builder().build()) {
      for (History history :
          List.of(fit(values).validate(images(1, 3, 9, 2)).run(), fit(classes).run())) {
        RunPictures pictures = pictures(history);
        assertThat(pictures.filters()).isNotNull();
        assertThat(pictures.mistakes()).isNull();
        assertThat(pictures.problem()).isNull();
      }
    }
  }

  @Test
  void whatHasNotBeenEvaluatedHasNoMistakes() {
    try (Trainer<?> interrupted = network(1, CONVOLUTION, CLASSES).builder().build();
        Trainer<?> diverged = network(1, CONVOLUTION, CLASSES).builder().seed(1).build()) {
      Data valid = images(1, 3, 30, 2);
      History history =
          fit(interrupted)
              .validate(valid)
              .restoreBest(false)
              .onStep((loss, step) -> interruptAt(step, 7))
              .run();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(history.stopReason()).isEqualTo(StopReason.INTERRUPTED);
      assertThat(history.epochs()).hasSize(1);
      assertThat(pictures(history).mistakes()).isNull();
      assertThat(pictures(history).filters()).isNotNull();
      assertThatExceptionOfType(TrainingDivergedException.class)
          .isThrownBy(
              () ->
                  fit(diverged)
                      .validate(valid)
                      .restoreBest(false)
                      .learningRate(step -> step < 6 ? 1e-3 : 1e38)
                      .run())
          .satisfies(
              e -> {
                assertThat(pictures(e.history()).mistakes()).isNull();
                assertThat(pictures(e.history()).problem()).isNull();
              });
    }
  }

  private static void interruptAt(long step, long at) {
    if (step == at) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aResumedRunHasThePicturesOfTheWholeOne() {
    Data valid = images(1, 3, 90, 2);
    CompiledNetwork network = network(1, CONVOLUTION, CLASSES);
    try (Trainer<?> whole = network.builder().seed(1).build();
        Trainer<?> first = network.builder().seed(1).build();
        Trainer<?> second = network.builder().seed(2).build();
        Trainer<?> third = network.builder().seed(3).build()) {
      RunPictures expected = pictures(fit(whole).epochs(4).validate(valid).run());
      fit(first).validate(valid).checkpoints(folder).run();
      History resumed = fit(second).epochs(4).validate(valid).checkpoints(folder).resume().run();
      assertThat(pictures(resumed)).isEqualTo(expected);
      // There is no epoch left to train.
      History again = fit(third).epochs(4).validate(valid).checkpoints(folder).resume().run();
      assertThat(pictures(again)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FLOAT", "DOUBLE"})
  void theImageIsTheOneBeforeScaling(DataType type) throws IOException {
    float[][] x = new float[40][PIXELS];
    int[] classes = new int[40];
    Random random = new Random(3);
    for (int i = 0; i < 40; i++) {
      classes[i] = random.nextInt(3);
      for (int j = 0; j < PIXELS; j++) {
        x[i][j] = random.nextInt(11) * 100 - 300;
      }
      x[i][0] = -300;
      x[i][1] = 700;
    }
    Data examples = Data.of(x, classes);
    try (Trainer<?> trainer = network(1, CONVOLUTION, CLASSES).builder().dataType(type).build()) {
      History history =
          trainer.fit(examples).validate(examples).standardizeChannels().epochs(1).quiet().run();
      List<Mistake> worst = mistakes(history).worst();
      assertThat(worst).isNotEmpty();
      List<String> images =
          Arrays.stream(x)
              .map(
                  row ->
                      IntStream.range(0, PIXELS).map(i -> Math.round((row[i] + 300) / 1000 * 255)))
              .map(IntStream::toArray)
              .map(Arrays::toString)
              .toList();
      for (Mistake mistake : worst) {
        assertThat(images).contains(Arrays.toString(samples(mistake.picture(), 0)));
      }
    }
  }

  /** An example that is classified wrongly. */
  private record Wrong(int example, int actual, int predicted, double probability, double loss) {}

  /** Finds the mistakes by predictions, the highest loss first. */
  private static List<Wrong> wrong(Trainer<?> trainer, Data valid) {
    int n = valid.size();
    long channels = valid.x().length() / n / PIXELS;
    double[] probabilities = elements(trainer.probabilities(valid.x().reshape(n, channels, 5, 4)));
    float[] actual = valid.y().toFloatVector();
    List<Wrong> wrong = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] row = Arrays.copyOfRange(probabilities, 3 * i, 3 * i + 3);
      int predicted = 0;
      for (int c = 1; c < 3; c++) {
        predicted = row[c] > row[predicted] ? c : predicted;
      }
      if (predicted != (int) actual[i]) {
        double loss = -Math.log(row[(int) actual[i]]);
        wrong.add(new Wrong(i, (int) actual[i], predicted, row[predicted], loss));
      }
    }
    wrong.sort(Comparator.comparingDouble(Wrong::loss).reversed());
    return wrong;
  }

  private static void requireWorst(Mistakes mistakes, List<Wrong> expected, Data valid)
      throws IOException {
    assertThat(mistakes.worst()).hasSize(Math.min(24, expected.size()));
    for (int i = 0; i < mistakes.worst().size(); i++) {
      Mistake mistake = mistakes.worst().get(i);
      Wrong wrong = expected.get(i);
      assertThat(mistake.actual()).isEqualTo(String.valueOf(wrong.actual()));
      assertThat(mistake.predicted()).isEqualTo(String.valueOf(wrong.predicted()));
      assertThat(mistake.probability()).isCloseTo(wrong.probability(), within(1e-5));
      float[] pixels = valid.rows(wrong.example()).x().ravel().toFloatVector();
      for (int j = 0; j < pixels.length; j++) {
        assertThat(samples(mistake.picture(), j / PIXELS)[j % PIXELS])
            .isEqualTo(Math.round(255 * (double) pixels[j]));
      }
    }
  }

  private static RunPictures pictures(History history) {
    return RunPictures.of(history).orElseThrow();
  }

  private static Mistakes mistakes(History history) {
    RunPictures pictures = pictures(history);
    assertThat(pictures.problem()).isNull();
    assertThat(pictures.mistakes()).isNotNull();
    return pictures.mistakes();
  }

  private static Filters filters(History history) {
    Filters filters = pictures(history).filters();
    assertThat(filters).isNotNull();
    return filters;
  }

  private static Fit fit(Trainer<?> trainer) {
    return trainer.fit(images(1, 3, 160, 1)).epochs(2).seed(5).quiet();
  }

  /** Images of 5 × 4 pixels that differ a little by their class, as flat rows. */
  private static Data images(int channels, int classes, int count, long seed) {
    Random random = new Random(seed);
    float[][] x = new float[count][channels * PIXELS];
    int[] kinds = new int[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = random.nextInt(classes);
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = (random.nextFloat() * 7 + (j % classes == kinds[i] ? 1 : 0)) / 8;
      }
    }
    return Data.of(x, kinds);
  }

  private static DataStream stream(Data data) {
    return size ->
        new DataStream.Batches() {
          private int next;

          @Override
          public Data next() {
            if (next >= data.size()) {
              return null;
            }
            int first = next;
            next = Math.min(next + size, data.size());
            return data.rows(IntStream.range(first, next).toArray());
          }
        };
  }

  /** Fails when it is opened once more than so many times, with an error if it is negative. */
  private static DataStream failing(DataStream stream, int times) {
    int[] opened = new int[1];
    return size -> {
      if (opened[0]++ < Math.abs(times)) {
        return stream.open(size);
      }
      if (times < 0) {
        throw new AssertionError("the disk is gone");
      }
      throw new IllegalStateException("the disk is gone");
    };
  }

  private static Data shuffled(Data data, Random random) {
    List<Integer> rows = new ArrayList<>(IntStream.range(0, data.size()).boxed().toList());
    Collections.shuffle(rows, random);
    return data.rows(rows.stream().mapToInt(Integer::intValue).toArray());
  }

  private static CompiledNetwork network(int channels, String... layers) {
    List<String> fields = new ArrayList<>(List.of(layers));
    fields.add(0, "@Input({%d, 5, 4}) Layer image;".formatted(channels));
    return ofLayers(fields.toArray(String[]::new));
  }

  private static CompiledNetwork ofLayers(String... fields) {
    return CompiledNetwork.of(
        "Net",
        """
        package networks;
        import org.netwright.annotations.*;
        import org.netwright.runtime.*;
        @Network
        @Adam(learningRate = 0.02)
        class Net {
          %s
        }
        """
            .formatted(String.join("\n", fields)));
  }

  private static double[] state(Trainer<?> trainer) {
    return trainer.layers().stream()
        .flatMap(
            layer ->
                Stream.concat(
                    layer.parameterNames().stream().map(layer::parameterCopy),
                    layer.stateNames().stream().map(layer::state)))
        .flatMapToDouble(array -> Arrays.stream(elements(array)))
        .toArray();
  }

  private static double[] elements(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  private static int[] samples(Picture picture, int channel) throws IOException {
    return decoded(picture)
        .getRaster()
        .getSamples(0, 0, picture.width(), picture.height(), channel, (int[]) null);
  }

  private static BufferedImage decoded(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture.png())));
  }
}
