package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.generated.TargetEncoding;

/** Models predict what the trainer that saved them predicts, and refuse what it refuses. */
class ModelTest {
  private static final float[] ROW = {0.5f, -1, 2};

  @TempDir private Path folder;
  private Path file;
  private ChainTrainer trainer;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("model.safetensors");
    trainer = ChainTrainer.builder().seed(1).build();
    trainer.save(file);
  }

  @AfterEach
  void close() {
    trainer.close();
  }

  private ChainModel load(TargetEncoding encoding) throws IOException {
    return ChainModel.load(file, Engine.CPU, encoding);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100, 512, 513, 4097, 9000})
  void aModelPredictsTheTrainersBits(int rows) throws IOException {
    INDArray x = Nd4j.randn(DataType.FLOAT, rows, 3);
    for (Engine engine : Engine.values()) {
      try (ChainTrainer same = ChainTrainer.builder().engine(engine).build();
          ChainModel model = ChainModel.load(file, engine, TargetEncoding.VALUES)) {
        same.load(file);
        INDArray expected = same.predict(x);
        assertThat(model.predict(x)).isEqualTo(expected);
        INDArray result = Nd4j.create(DataType.FLOAT, rows, 2);
        model.predict(x, result);
        assertThat(result).isEqualTo(expected);
        INDArray columns = Nd4j.create(DataType.FLOAT, new long[] {rows, 2}, 'f');
        model.predict(x.castTo(DataType.DOUBLE).dup('f'), columns);
        assertThat(columns.dup('c')).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowIsABatchOfOne(Engine engine) throws IOException {
    INDArray x = Nd4j.createFromArray(new float[][] {ROW});
    for (TargetEncoding encoding : TargetEncoding.values()) {
      try (ChainTrainer same = ChainTrainer.builder().engine(engine).encoding(encoding).build();
          ChainModel model = ChainModel.load(file, engine, encoding)) {
        same.load(file);
        assertThat(model.engine()).isEqualTo(engine);
        float[] expected = same.predict(x).data().asFloat();
        float[] output = new float[2];
        model.predict(ROW, output);
        assertThat(output).isEqualTo(expected);
        assertThat(model.predict(ROW)).isEqualTo(expected);
        assertThat(model.predict(0.5f, -1, 2)).isEqualTo(expected);
        if (encoding == TargetEncoding.CLASSES || encoding == TargetEncoding.PROBABILITIES) {
          INDArray probabilities = same.probabilities(x);
          assertThat(model.probabilities(x)).isEqualTo(probabilities);
          model.probabilities(ROW, output);
          assertThat(output).isEqualTo(probabilities.data().asFloat());
        }
      }
    }
  }

  @Test
  void classesAreTheTrainers() throws IOException {
    INDArray x = Nd4j.linspace(DataType.FLOAT, -3, 0.05, 150).reshape(50, 3);
    // So that the first units speak for the one class, the others for the other.
    trainer
        .network()
        .predict
        .weight()
        .assign(Nd4j.createFromArray(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 1}}));
    trainer.save(file);
    try (ChainTrainer same = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build();
        ChainModel model = load(TargetEncoding.CLASSES)) {
      same.load(file);
      int[] classes = same.predictClasses(x);
      assertThat(classes).contains(0, 1);
      assertThat(model.predictClasses(x)).isEqualTo(classes);
      for (int row = 0; row < classes.length; row++) {
        assertThat(model.predictClass(x.getRow(row).toFloatVector())).isEqualTo(classes[row]);
      }
    }
  }

  @Test
  void rowsAreNoMoreKeptThanBatches() throws IOException {
    try (ChainModel model = ChainModel.load(file)) {
      float[] first = model.predict(ROW);
      model.predict(Nd4j.ones(DataType.FLOAT, 5000, 3));
      assertThat(model.predict(ROW)).isEqualTo(first);
      float[] both = {0.5f, -1, 2};
      assertThat(model.predict(both)).isEqualTo(first);
      assertThat(both).isEqualTo(ROW);
    }
  }

  @Test
  void parametersOfDoubleBecomeFloat() throws IOException {
    try (ChainTrainer twice = ChainTrainer.builder().seed(5).dataType(DataType.DOUBLE).build();
        ChainTrainer once = ChainTrainer.builder().build()) {
      twice.save(file);
      once.load(file);
      INDArray x = Nd4j.randn(DataType.FLOAT, 9, 3);
      try (ChainModel model = ChainModel.load(file)) {
        assertThat(model.predict(x).dataType()).isEqualTo(DataType.FLOAT);
        assertThat(model.predict(x)).isEqualTo(once.predict(x));
      }
      twice.network().hidden.bias().putScalar(3, 1e300);
      twice.save(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> ChainModel.load(file))
          .withMessage(
              file + ": hidden.bias has 1.0E300 at element 3, too large for the type FLOAT");
    }
  }

  @Test
  void aFileOfAnotherNetworkIsRefusedAsTheTrainerRefusesIt() throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    String[][] changes = {
      {"\"netwright.network\":\"Chain\"", "\"netwright.network\":\"Wide\""},
      {"linear, relu", "linear, tanh"},
      {"\"shape\":[3,5]", "\"shape\":[5,3]"},
      {"\"predict.weight\"", "\"another.weight\""},
    };
    for (String[] change : changes) {
      assertThat(content).contains(change[0]);
      Files.writeString(file, content.replace(change[0], change[1]), StandardCharsets.ISO_8859_1);
      Throwable refused = catchThrowable(() -> trainer.load(file));
      assertThat(refused).isInstanceOf(ModelFileException.class);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> ChainModel.load(file))
          .withMessage(refused.getMessage());
    }
    Files.delete(file);
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> ChainModel.load(file));
    assertThatNullPointerException().isThrownBy(() -> ChainModel.load(null)).withMessage("file");
  }

  /** Blocks of rows that threads share have the bits of those that one thread computes. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 512, 513, 5000})
  void rowsOfJavaArraysAreAsThoseOfAnArray(int n) throws IOException {
    float[][] rows = new float[n][];
    Random random = new Random(n);
    for (int i = 0; i < n; i++) {
      rows[i] = new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()};
    }
    try (ChainModel model = load(TargetEncoding.CLASSES);
        INDArray x = Nd4j.createFromArray(rows)) {
      assertThat(model.predict(rows)).isDeepEqualTo(model.predict(x).toFloatMatrix());
      assertThat(model.probabilities(rows)).isDeepEqualTo(model.probabilities(x).toFloatMatrix());
      assertThat(model.predictClasses(rows)).isEqualTo(model.predictClasses(x));
      assertThat(model.predictClasses(rows, 0.3)).isEqualTo(model.predictClasses(x, 0.3));
    }
  }

  /** The first row that does not fit is named, whichever thread reads it. */
  @Test
  void badRowsOfManyAreRefused() throws IOException {
    try (ChainModel model = load(TargetEncoding.CLASSES)) {
      float[][] rows = new float[3000][3];
      rows[1700] = new float[] {1, 2};
      refused(
          () -> model.predict(rows),
          "expected features with as many numbers in each row, got 3 in row 0 and 2 in row 1700 (counted from 0)");
      rows[1700] = new float[] {1, Float.NaN, 2};
      refused(
          () -> model.predictClasses(rows),
          "expected finite features, got NaN in row 1700, column 1 (counted from 0)");
      refused(
          () -> model.predict(new float[2][4]),
          "features: expected x of shape [n × 3], got [2 × 4]");
    }
  }

  @Test
  void badRowsAreRefused() throws IOException {
    try (ChainModel model = load(TargetEncoding.CLASSES)) {
      float[] output = {7, 7};
      refused(
          () -> model.predict(new float[] {1, 2}, output),
          "features: expected row of length 3, got 2");
      refused(() -> model.predict(), "features: expected row of length 3, got 0");
      refused(() -> model.predictClass(1, 2, 3, 4), "features: expected row of length 3, got 4");
      for (float odd : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
        refused(
            () -> model.probabilities(new float[] {1, odd, 3}, output),
            "features: expected finite row of length 3, got "
                + odd
                + " at index 1 (counted from 0)");
      }
      refused(
          () -> model.predict(ROW, new float[3]), "predict: expected output of length 2, got 3");
      assertThatNullPointerException()
          .isThrownBy(() -> model.predict((float[]) null, output))
          .withMessage("features: row is null");
      assertThatNullPointerException()
          .isThrownBy(() -> model.predict(ROW, null))
          .withMessage("predict: output is null");
      assertThatNullPointerException().isThrownBy(() -> model.predictClass((float[]) null));
      assertThat(output).containsOnly(7);
      assertThat(model.predict(ROW)).hasSize(2);
    }
  }

  @Test
  void badBatchesAreRefused() throws IOException {
    INDArray x = Nd4j.ones(DataType.FLOAT, 4, 3);
    try (ChainModel model = ChainModel.load(file)) {
      refused(
          () -> model.predict(Nd4j.ones(DataType.FLOAT, 4, 2)),
          "features: expected x of shape [n × 3], got [4 × 2]");
      refused(
          () -> model.predict(x.dup().putScalar(2, 1, Double.NaN)),
          "features: expected finite x of shape [n × 3], got NaN in row 2 (counted from 0)");
      refused(
          () -> model.predict(x, Nd4j.create(DataType.DOUBLE, 4, 2)),
          "expected result of shape [4 × 2] and type FLOAT, got [4 × 2] of type DOUBLE");
      assertThatNullPointerException()
          .isThrownBy(() -> model.predict((INDArray) null))
          .withMessage("features: x is null");
      assertThat(model.predict(x)).isEqualTo(trainer.predict(x));
    }
  }

  @Test
  void whatIsNoLogitHasNoClass() throws IOException {
    INDArray x = Nd4j.ones(DataType.FLOAT, 4, 3);
    try (ChainModel values = ChainModel.load(file);
        ChainModel several = load(TargetEncoding.PROBABILITIES)) {
      Stream.<ThrowingCallable>of(
              () -> values.probabilities(x),
              () -> values.probabilities(ROW, new float[2]),
              () -> values.predictClasses(x),
              () -> values.predictClass(ROW))
          .forEach(
              call ->
                  assertThatIllegalStateException()
                      .isThrownBy(call)
                      .withMessage(
                          "the outputs of Chain are values, not logits of classes; use predict,"
                              + " or a loss such as @CrossEntropy"));
      assertThatIllegalStateException()
          .isThrownBy(() -> several.predictClass(ROW))
          .withMessage(
              "Chain has 2 yes-or-no outputs, not one class for each row; use probabilities(x)");
    }
  }

  @Test
  void aClosedModelRefusesAllCalls() throws IOException {
    INDArray x = Nd4j.ones(DataType.FLOAT, 4, 3);
    ChainModel used = load(TargetEncoding.CLASSES);
    used.predict(ROW);
    for (ChainModel model : new ChainModel[] {used, ChainModel.load(file)}) {
      model.close();
      model.close();
      Stream.<ThrowingCallable>of(
              () -> model.predict(x),
              () -> model.predict(x, Nd4j.create(DataType.FLOAT, 4, 2)),
              () -> model.predict(ROW),
              () -> model.predict(ROW, new float[2]),
              () -> model.probabilities(x),
              () -> model.probabilities(ROW, new float[2]),
              () -> model.predictClasses(x),
              () -> model.predictClass(ROW),
              model::hasClasses)
          .forEach(
              call ->
                  assertThatIllegalStateException()
                      .isThrownBy(call)
                      .withMessage(
                          "the model of Chain is closed; load it again with ChainModel.load(file)"));
    }
  }

  @Test
  @SuppressWarnings("try") // it is opened only to be closed
  void aWorkspaceOfTheCallersTakesNothingBack() throws IOException {
    INDArray x = Nd4j.ones(DataType.FLOAT, 4, 3);
    ChainModel model;
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace("callers")) {
      model = ChainModel.load(file);
      model.predict(x);
    }
    try (model) {
      assertThat(model.predict(x)).isEqualTo(trainer.predict(x));
    }
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
