package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.netwright.runtime.internal.image.ImageFiles.colour;
import static org.netwright.runtime.internal.image.ImageFiles.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.ImageData;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.internal.image.ImageFiles;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.Fit;

/** Networks that are trained on folders of images. */
class ImageFolderTest {
  private static final int EACH = 12;

  @TempDir Path temporary;

  private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    folder = temporary.resolve("train");
    writeClass(folder.resolve("moss"), colour(20, 150, 40));
    writeClass(folder.resolve("rust"), colour(150, 60, 20));
  }

  private static void writeClass(Path ofClass, int colour) throws IOException {
    Random random = new Random(ofClass.getFileName().hashCode());
    for (int i = 0; i < EACH; i++) {
      ImageFiles.write(
          ofClass.resolve(i + ".png"),
          image(4, 5, (y, x) -> colour + random.nextInt(50) * 0x010101));
    }
  }

  private ImageData images() {
    return Data.images(folder);
  }

  private static PicturesTrainer.Builder builder() {
    return PicturesTrainer.builder(2, 3, 4, 5).seed(1);
  }

  private static PicturesTrainer trained(Data data) {
    PicturesTrainer trainer = builder().build();
    trainer.fit(data).standardizeChannels().epochs(20).batchSize(8).quiet().run();
    return trainer;
  }

  @Test
  void classesAreNamed() throws IOException {
    Path file = temporary.resolve("model.safetensors");
    Path picture = ImageFiles.write(temporary.resolve("new.png"), 4, 5, colour(170, 80, 40));
    try (PicturesTrainer trainer = trained(images().read())) {
      assertThat(trainer.classNames()).containsExactly("moss", "rust");
      Evaluation evaluation = trainer.evaluate(images().read());
      assertThat(evaluation.score("accuracy")).isEqualTo(1);
      assertThat(evaluation.toString()).contains("moss", "rust");
      List<String> labels = new ArrayList<>(Collections.nCopies(EACH, "moss"));
      labels.addAll(Collections.nCopies(EACH, "rust"));
      assertThat(trainer.predictLabels(images().read())).isEqualTo(labels);
      assertThat(trainer.predictClass(images().pixels(picture))).isEqualTo(1);
      trainer.save(file);
      try (PicturesModel model = PicturesModel.load(file, Engine.CPU, 2, 3, 4, 5)) {
        assertThat(model.classNames()).containsExactly("moss", "rust");
        assertThat(model.columns()).isEqualTo(images().read().columns());
        assertThat(model.predictClass(images().pixels(picture))).isEqualTo(1);
        assertThat(model.predict(images().read())).isEqualTo(trainer.predict(images().read()));
      }
    }
  }

  @Test
  void aStreamTrainsAsMemoryDoes() throws IOException {
    try (PicturesTrainer streamed = builder().build();
        PicturesTrainer memory = builder().build()) {
      int all = 2 * EACH;
      streamed
          .fit(images().stream(3))
          .standardizeChannels()
          .validate(images().stream())
          .epochs(5)
          .batchSize(all)
          .quiet()
          .run();
      memory
          .fit(images().read())
          .standardizeChannels()
          .validate(images().read())
          .epochs(5)
          .batchSize(all)
          .quiet()
          .run();
      // All examples in one batch, in another order.
      INDArray difference =
          streamed.network().predict.weight().sub(memory.network().predict.weight());
      assertThat(difference.amaxNumber().doubleValue()).isLessThan(1e-5);
      assertThat(streamed.classNames()).containsExactly("moss", "rust");
      assertThat(streamed.evaluate(images().stream()).score("loss"))
          .isEqualTo(streamed.evaluate(images().read()).score("loss"));
    }
  }

  @Test
  void partsKeepTheNames() throws IOException {
    ThreeWaySplit split = images().read().stratifiedSplit(0.25, 0.25, 1);
    try (PicturesTrainer trainer = builder().build()) {
      trainer.fit(split.train()).validate(split.validation()).epochs(2).quiet().run();
      assertThat(split.test().classNames()).containsExactly("moss", "rust");
      assertThat(trainer.evaluate(split.test()).toString()).contains("rust");
    }
  }

  @Test
  void aFolderWithFewerClassesKeepsTheirNumbers() throws IOException {
    Path rust = temporary.resolve("test");
    writeClass(rust.resolve("rust"), colour(150, 60, 20));
    Data other = Data.images(rust).read();
    assertThat(other.y().getInt(0)).isZero();
    try (PicturesTrainer trainer = trained(images().read())) {
      assertThat(trainer.evaluate(other).score("accuracy")).isEqualTo(1);
      assertThat(trainer.evaluate(other.rows(3, 5)).score("accuracy")).isEqualTo(1);
      assertThat(trainer.evaluate(Data.images(rust).stream()).score("accuracy")).isEqualTo(1);
      trainer.fit(images().read()).validate(other).learningRate(0).epochs(1).quiet().run();
    }
  }

  @Test
  void otherClassesAreRefused() throws IOException {
    Path other = temporary.resolve("test");
    writeClass(other.resolve("moss"), colour(20, 150, 40));
    writeClass(other.resolve("snow"), colour(200, 200, 200));
    String remedy =
        " the images have the class \"snow\", which is not one of [moss, rust]. Rename the folders"
            + " of the classes, or remove those of others";
    try (PicturesTrainer trainer = trained(images().read());
        PicturesTrainer untrained = builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.images(other).read()))
          .withMessage(
              "the examples do not match the images that Pictures was trained on:" + remedy);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.images(other).stream(1)).run())
          .withMessage(
              "the training examples do not match the images that Pictures was trained on:"
                  + remedy);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> untrained.fit(images().stream(1)).validate(Data.images(other).read()).run())
          .withMessage("the validation examples do not match the training images:" + remedy);
    }
  }

  @Test
  void anotherNumberOfClassesIsRefused() throws IOException {
    writeClass(folder.resolve("snow"), colour(200, 200, 200));
    try (PicturesTrainer trainer = builder().build();
        PicturesTrainer values = builder().values().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().read()).quiet().run())
          .withMessage(
              "predict: expected 2 classes, one for each output, got the 3 classes [moss, rust,"
                  + " snow]; declare 3 outputs, or add or remove folders of classes");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> values.fit(images().read()).quiet().run())
          .withMessage(
              "predict: expected numbers as targets, because the loss compares values, but the images"
                  + " have the classes [moss, rust, snow]; use @CrossEntropy");
    }
  }

  @Test
  void oneFolderIsNoReasonToDeclareOneOutput() throws IOException {
    Path one = temporary.resolve("one");
    ImageFiles.write(one.resolve("moss/1.png"), 4, 5, 0);
    ImageFiles.write(one.resolve("moss/2.png"), 4, 5, 0);
    Path table = Files.writeString(temporary.resolve("one.csv"), "a,kind\n1,moss\n2,moss\n");
    try (PicturesTrainer trainer = builder().build();
        PicturesTrainer ofTable = PicturesTrainer.builder(2, 1).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.images(one).read()).quiet().run())
          .withMessage(
              "predict: expected 2 classes, one for each output, got the class [moss] only; add"
                  + " folders of classes");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  ofTable
                      .fit(Data.csv(table).target("kind").categorical("kind").read())
                      .quiet()
                      .run())
          .withMessage(
              "predict: expected 2 classes, one for each output, got the class [moss] only; read"
                  + " the file with as(columns) of a table that has all classes");
    }
  }

  @Test
  void imagesThatDoNotFitAreRefused() throws IOException {
    try (PicturesTrainer trainer = builder().build()) {
      String expected = "pixels: expected x of shape [n × 3 × 4 × 5] or rows of 60 numbers, got ";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().grayscale().read()).quiet().run())
          .withMessage(expected + "[24 × 1 × 4 × 5]; read images without grayscale()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().size(8, 6).read()).quiet().run())
          .withMessage(expected + "[24 × 3 × 8 × 6]; read images with size(4, 5)");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(images().size(8, 6).grayscale().stream()))
          .withMessage(
              expected + "[24 × 1 × 8 × 6]; read images with size(4, 5), without grayscale()");
    }
    try (PicturesTrainer grey = PicturesTrainer.builder(2, 1, 4, 5).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> grey.fit(images().stream(1)).quiet().run())
          .withMessageEndingWith("[24 × 3 × 4 × 5]; read images with grayscale()");
    }
  }

  @Test
  void onePictureOfAnotherSizeIsRefused() throws IOException {
    Path file = ImageFiles.write(temporary.resolve("new.png"), 8, 5, 0);
    Path small = ImageFiles.write(temporary.resolve("small.png"), 4, 5, 0);
    try (PicturesTrainer trainer = builder().build();
        PicturesTrainer grey = PicturesTrainer.builder(2, 1, 4, 5).build();
        PicturesTrainer flow = PicturesTrainer.builder(2, 2, 4, 5).build()) {
      assertRefused(
          trainer, images().pixels(file), "60 for [3 × 4 × 5], got 120", "with size(4, 5)");
      assertRefused(
          trainer,
          images().grayscale().pixels(file),
          "60 for [3 × 4 × 5], got 40",
          "with size(4, 5), without grayscale()");
      assertRefused(
          trainer,
          images().grayscale().pixels(small),
          "60 for [3 × 4 × 5], got 20",
          "without grayscale()");
      assertRefused(grey, images().pixels(small), "20 for [1 × 4 × 5], got 60", "with grayscale()");
      assertRefused(
          grey,
          images().pixels(file),
          "20 for [1 × 4 × 5], got 120",
          "with size(4, 5), with grayscale()");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> flow.predictClass(new float[20]))
          .withMessage("pixels: expected row of length 40 for [2 × 4 × 5], got 20");
    }
  }

  private static void assertRefused(
      PicturesTrainer trainer, float[] pixels, String lengths, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.predictClass(pixels))
        .withMessage("pixels: expected row of length %s; read images %s", lengths, remedy);
  }

  @Test
  void imagesHaveNoColumnsOfATable() throws IOException {
    Path csv = Files.writeString(temporary.resolve("a.csv"), "a,b\n1,2\n");
    try (PicturesTrainer trainer = trained(images().read())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predict(Data.csv(csv)))
          .withMessageStartingWith("PicturesTrainer was not trained on a table");
      assertThatIllegalStateException()
          .isThrownBy(() -> trainer.predict(Map.of("a", 1)))
          .withMessageStartingWith("PicturesTrainer was not trained on a table");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Data.csv(csv).as(trainer.columns().orElseThrow()))
          .withMessage(
              "expected columns of a table, got some without features, as those of images are");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.csv(csv).target("b").read()))
          .withMessageStartingWith(
              "the examples do not match the images that Pictures was trained on: the column a is"
                  + " not known");
    }
  }

  @Test
  void aStreamThatIsSortedByClassIsNotTrainedOn() throws IOException {
    String message =
        "the images of the stream are sorted by class, so that a mini-batch would have one class"
            + " alone; use stream(seed), which shuffles the files, or stream().shuffled(buffer,"
            + " seed)";
    try (PicturesTrainer trainer = builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().stream()).run())
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.findLearningRate(images().stream()).run())
          .withMessage(message);
      trainer.fit(images().stream().shuffled(24, 1)).epochs(1).quiet().run();
    }
  }

  @Test
  void aLastMiniBatchThatIsTooSmallIsRefusedBeforeTraining() throws IOException {
    try (PicturesTrainer trainer = builder().leastRows(2).build()) {
      String why = "predict normalises over the rows of a mini-batch and needs at least 2, but ";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().stream(1)).batchSize(23).quiet().run())
          .withMessage(
              why
                  + "batchSize(23) leaves 1 of 24 training examples for the last mini-batch; choose"
                  + " another batchSize, such as 22");
      assertThat(trainer.steps()).isZero();
      // Of another stream, the number of examples is not known.
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(images().stream(1).shuffled(24, 1)).batchSize(23).quiet().run())
          .withMessageStartingWith(why + "a batch of the stream has 1;");
      assertThat(trainer.steps()).isOne();
      trainer.fit(images().stream(1)).batchSize(22).epochs(1).quiet().run();
    }
  }

  private Fit checkpointed(PicturesTrainer trainer, int epochs) throws IOException {
    return trainer
        .fit(images().stream(5))
        .standardizeChannels()
        .augment(Augmentation.none().shift(1).flipHorizontally())
        .checkpoints(temporary.resolve("run"))
        .epochs(epochs)
        .batchSize(7)
        .quiet();
  }

  @Test
  void aResumedRunEndsWithTheSameBits() throws IOException {
    try (PicturesTrainer whole = builder().build();
        PicturesTrainer first = builder().build();
        PicturesTrainer second = builder().seed(8).build();
        PicturesTrainer third = builder().build()) {
      whole
          .fit(images().stream(5))
          .standardizeChannels()
          .augment(Augmentation.none().shift(1).flipHorizontally())
          .epochs(4)
          .batchSize(7)
          .quiet()
          .run();
      checkpointed(first, 2).run();
      checkpointed(second, 4).resume().run();
      assertThat(second.network().predict.weight()).isEqualTo(whole.network().predict.weight());
      Files.move(folder.resolve("rust"), folder.resolve("stone"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> checkpointed(third, 6).resume().run())
          .withMessageContaining(
              "; the folder differs: the images have the class \"stone\", which is not one of [moss,"
                  + " rust];");
    }
  }

  @Test
  void aRunIsNotResumedWithOtherImages() throws IOException {
    Path run = temporary.resolve("run");
    resume(images().stream(5), images().stream(), false);
    String files = "24 files (122fa730) as 3 × 4 × 5";
    assertNotResumed(
        images().stream(6),
        images().stream(),
        "the training images were %s with seed 5, are %1$s with seed 6".formatted(files));
    assertNotResumed(
        images().stream().shuffled(24, 1),
        images().stream(1),
        "the training images were %s with seed 5, are %1$s, shuffled(24, 1); the validation images were %1$s, are %1$s with seed 1"
            .formatted(files));
    Files.move(folder.resolve("rust/0.png"), folder.resolve("rust/x.png"));
    assertNotResumed(
        images().stream(5),
        images().stream(),
        "the training images were %s with seed 5, are 24 files (de4b39e4) as 3 × 4 × 5 with seed 5; the validation images were %1$s, are 24 files (de4b39e4) as 3 × 4 × 5"
            .formatted(files));
    Files.move(folder.resolve("rust/x.png"), folder.resolve("rust/0.png"));
    // The same files elsewhere.
    Files.move(folder, temporary.resolve("moved"));
    folder = temporary.resolve("moved");
    resume(images().stream(5), images().stream(), true);
    assertThat(run.resolve("checkpoint-000002.safetensors")).exists();
  }

  private void resume(DataStream train, DataStream validation, boolean resume) {
    try (PicturesTrainer trainer = builder().build()) {
      Fit fit =
          trainer
              .fit(train)
              .validate(validation)
              .checkpoints(temporary.resolve("run"))
              .epochs(resume ? 2 : 1)
              .quiet();
      (resume ? fit.resume() : fit).run();
    }
  }

  private void assertNotResumed(DataStream train, DataStream validation, String difference) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resume(train, validation, true))
        .withMessage(
            "cannot resume from %s: %s; start again in another folder, or use the earlier settings",
            temporary.resolve("run"), difference);
  }

  @Test
  void aBrokenFileEndsTheRunAndChangesNothing() throws IOException {
    Files.writeString(folder.resolve("rust/5.png"), "x");
    try (PicturesTrainer trainer = builder().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(images().stream(1)).standardizeChannels().quiet().run())
          .withMessageStartingWith(folder.resolve("rust/5.png") + ": expected an image");
      assertThat(trainer.steps()).isZero();
      assertThat(trainer.columns()).isEmpty();
    }
  }
}
