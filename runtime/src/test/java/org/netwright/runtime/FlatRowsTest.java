package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.training.CrossValidation;
import org.netwright.runtime.training.Fit;

/** Rows of 24 numbers are read by an input of 2 × 3 × 4. */
class FlatRowsTest {
  private static final int N = 40;
  private static final float[][] FLAT = new float[N][24];
  private static final int[] CLASSES = new int[N];
  private static final float[][][][] SHAPED = new float[N][2][3][4];

  static {
    Random random = new Random(5);
    for (int i = 0; i < N; i++) {
      CLASSES[i] = i % 2;
      for (int j = 0; j < 24; j++) {
        FLAT[i][j] = random.nextFloat() + CLASSES[i] * (j % 3) / 4f;
        SHAPED[i][j / 12][j / 4 % 3][j % 4] = FLAT[i][j];
      }
    }
  }

  @TempDir Path folder;

  private static Data flat() {
    return Data.of(FLAT, CLASSES);
  }

  private static Data shaped() {
    return Data.of(Nd4j.createFromArray(SHAPED), Nd4j.createFromArray(CLASSES));
  }

  private static PicturesTrainer.Builder builder(Engine engine) {
    return PicturesTrainer.builder(2, 2, 3, 4).seed(3).engine(engine);
  }

  private static INDArray trained(PicturesTrainer trainer, Fit fit) {
    fit.epochs(3).batchSize(16).quiet().run();
    return trainer.network().predict.weight().dup();
  }

  private static DataStream batches(Data data) {
    return batchSize -> {
      int[] next = {0};
      return () -> {
        if (next[0] == N) {
          return null;
        }
        int from = next[0];
        next[0] = Math.min(N, from + batchSize);
        return data.rows(IntStream.range(from, next[0]).toArray());
      };
    };
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void trainAndScoreAsShapedOnesDo(Engine engine) {
    try (PicturesTrainer flat = builder(engine).build();
        PicturesTrainer shaped = builder(engine).build()) {
      assertThat(trained(flat, flat.fit(flat()).standardize().validate(flat().first(7))))
          .isEqualTo(
              trained(shaped, shaped.fit(shaped()).standardize().validate(shaped().first(7))));
      assertThat(flat.evaluate(flat()).score("loss"))
          .isEqualTo(shaped.evaluate(shaped()).score("loss"))
          .isEqualTo(flat.evaluate(shaped()).score("loss"));
      assertThat(flat.evaluate(batches(flat())).score("loss"))
          .isEqualTo(flat.evaluate(flat()).score("loss"));
      assertThat(flat.predict(flat())).isEqualTo(shaped.predict(Nd4j.createFromArray(SHAPED)));
      assertThat(flat.predictClasses(flat())).isEqualTo(shaped.predictClasses(shaped()));
      assertThat(flat.predict(FLAT[3]))
          .containsExactly(flat.predict(flat()).getRow(3).toFloatVector());
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void comeFromStreamsToo(Engine engine) {
    try (PicturesTrainer flat = builder(engine).build();
        PicturesTrainer shaped = builder(engine).build()) {
      assertThat(trained(flat, flat.fit(batches(flat())).standardize().validate(batches(flat()))))
          .isEqualTo(
              trained(
                  shaped, shaped.fit(batches(shaped())).standardize().validate(batches(shaped()))));
    }
  }

  @Test
  void areDoublesToo() {
    Data flat =
        Data.of(Nd4j.createFromArray(FLAT).castTo(DataType.DOUBLE), Nd4j.createFromArray(CLASSES));
    Data shaped =
        Data.of(
            Nd4j.createFromArray(SHAPED).castTo(DataType.DOUBLE), Nd4j.createFromArray(CLASSES));
    PicturesTrainer.Builder builder =
        PicturesTrainer.builder(2, 2, 3, 4).seed(1).dataType(DataType.DOUBLE);
    try (PicturesTrainer first = builder.build();
        PicturesTrainer second = builder.build()) {
      assertThat(trained(first, first.fit(flat))).isEqualTo(trained(second, second.fit(shaped)));
    }
  }

  @Test
  void areCrossValidated() {
    CrossValidation validation =
        CrossValidation.of(() -> builder(Engine.CPU)).folds(4).fit(fit -> fit.epochs(2));
    assertThat(validation.run(flat()).mean("loss"))
        .isEqualTo(validation.run(shaped()).mean("loss"));
  }

  @Test
  void areColumnsOfTables() throws IOException {
    Path csv = folder.resolve("pixels.csv");
    Path model = folder.resolve("model.safetensors");
    String header = IntStream.range(0, 24).mapToObj(j -> "p" + j).collect(Collectors.joining(","));
    StringBuilder lines = new StringBuilder(header).append(",kind\n");
    for (int i = 0; i < N; i++) {
      for (float pixel : FLAT[i]) {
        lines.append(pixel).append(',');
      }
      lines.append(CLASSES[i] == 0 ? "cat" : "dog").append('\n');
    }
    Files.writeString(csv, lines);
    Data table = Data.csv(csv).target("kind").categorical("kind").read();
    Map<String, Object> row = new LinkedHashMap<>();
    for (int j = 0; j < 24; j++) {
      row.put("p" + j, FLAT[1][j]);
    }
    try (PicturesTrainer trainer = builder(Engine.CPU).build()) {
      trainer.fit(table).epochs(200).quiet().run();
      INDArray expected = trainer.predict(Nd4j.createFromArray(SHAPED));
      assertThat(trainer.predict(table)).isEqualTo(expected);
      assertThat(trainer.predict(Data.csv(csv))).isEqualTo(expected);
      assertThat(trainer.predictLabels(table).subList(0, 2)).containsExactly("cat", "dog");
      assertThat(trainer.predict(row)).containsExactly(expected.getRow(1).toFloatVector());
      trainer.save(model);
      try (PicturesModel loaded = PicturesModel.load(model, Engine.CPU, 2, 2, 3, 4)) {
        assertThat(loaded.predict(table)).isEqualTo(expected);
        assertThat(loaded.predict(Data.csv(csv))).isEqualTo(expected);
        assertThat(loaded.predict(row)).containsExactly(expected.getRow(1).toFloatVector());
      }
    }
  }

  @Test
  void ofAnotherLengthAreRefused() {
    try (PicturesTrainer trainer = builder(Engine.CPU).build()) {
      String expected = "pixels: expected x of shape [n × 2 × 3 × 4] or rows of 24 numbers, got ";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.of(new float[5][23], new int[5])).run())
          .withMessage(expected + "[5 × 23]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.evaluate(Data.of(new float[5][25], new int[5])))
          .withMessage(expected + "[5 × 25]");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(Data.of(Nd4j.zeros(5, 2, 4, 3), Nd4j.zeros(5))).quiet().run())
          .withMessage(expected + "[5 × 2 × 4 × 3]");
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void arraysMustHaveTheShape() {
    try (PicturesTrainer trainer = builder(Engine.CPU).build()) {
      INDArray x = Nd4j.createFromArray(FLAT);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(x))
          .withMessage("pixels: expected x of shape [n × 2 × 3 × 4], got [40 × 24]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.step(x, Nd4j.createFromArray(CLASSES)))
          .withMessage("pixels: expected x of shape [n × 2 × 3 × 4], got [40 × 24]");
    }
  }

  @Test
  void channelsThatComeLastAreNamed() {
    try (PicturesTrainer trainer = PicturesTrainer.builder(2, 3, 4, 5).build()) {
      INDArray x = Nd4j.zeros(6, 4, 5, 3);
      INDArray y = Nd4j.zeros(6);
      String hint = "[6 × 4 × 5 × 3]; channels come first: x.permute(0, 3, 1, 2)";
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(() -> trainer.predict(x), () -> trainer.step(x, y))) {
        assertThatIllegalArgumentException()
            .isThrownBy(call)
            .withMessage("pixels: expected x of shape [n × 3 × 4 × 5], got " + hint);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(Data.of(x, y)).quiet().run())
          .withMessage(
              "pixels: expected x of shape [n × 3 × 4 × 5] or rows of 60 numbers, got " + hint);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.predict(Nd4j.zeros(6, 5, 4, 3)))
          .withMessageEndingWith("got [6 × 5 × 4 × 3]");
      assertThat(trainer.predict(x.permute(0, 3, 1, 2)).size(0)).isEqualTo(6);
    }
  }

  @Test
  void aTableWithOtherColumnsIsRefusedWithTheirNames() throws IOException {
    Path csv = folder.resolve("few.csv");
    Files.writeString(csv, "a,b,kind\n1,2,x\n2,1,y\n");
    try (PicturesTrainer trainer = builder(Engine.CPU).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> trainer.fit(Data.csv(csv).target("kind").categorical("kind").read()).run())
          .withMessage(
              "pixels: expected x of shape [n × 2 × 3 × 4] or rows of 24 numbers, got [2 × 2]; the"
                  + " table has 2 features, [a, b]: leave columns out with ignore(…)");
    }
  }
}
