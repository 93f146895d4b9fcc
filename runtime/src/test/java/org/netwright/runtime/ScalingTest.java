package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
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
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.model.SafetensorsWriter;

/** A trainer that scales gives the same results as one whose user scales the data. */
class ScalingTest {
  @TempDir private Path folder;

  private static final int ROWS = 300;

  private static Stream<Arguments> trainers() {
    return Stream.of(
        Arguments.of(DataType.FLOAT, Engine.CPU),
        Arguments.of(DataType.FLOAT, Engine.ND4J),
        Arguments.of(DataType.DOUBLE, Engine.CPU),
        Arguments.of(DataType.DOUBLE, Engine.ND4J));
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void scalesWhatItIsGiven(DataType type, Engine engine) {
    // The second feature has such a large offset that a float would lose its deviation.
    INDArray x = table(3, new double[] {5, 1.6e9, 0}, new double[] {2, 40, 0});
    INDArray y = table(2, new double[] {2e5, -3}, new double[] {3e4, 0.01});
    Data data = Data.of(x, y);
    INDArray scaledX = scaled(x);
    INDArray scaledY = scaled(y);
    Data scaled = Data.of(scaledX, scaledY);
    ChainTrainer.Builder builder =
        ChainTrainer.builder().seed(1).hiddenL1(0).dataType(type).engine(engine);
    double near = type == DataType.FLOAT ? 1e-4 : 1e-9;
    try (ChainTrainer preprocessing = builder.build();
        ChainTrainer plain = builder.build()) {
      preprocessing.fit(data).standardize().standardizeTargets().epochs(3).quiet().run();
      plain.fit(scaled).epochs(3).quiet().run();
      assertNear(preprocessing.network().hidden.weight(), plain.network().hidden.weight(), near);

      INDArray predicted = preprocessing.predict(x);
      INDArray expected =
          plain
              .predict(scaledX)
              .castTo(DataType.DOUBLE)
              .muliRowVector(y.std(false, 0))
              .addiRowVector(y.mean(0));
      assertNear(
          predicted.castTo(DataType.DOUBLE).subiRowVector(y.mean(0)).diviRowVector(y.std(false, 0)),
          expected.subiRowVector(y.mean(0)).diviRowVector(y.std(false, 0)),
          type == DataType.FLOAT ? 1e-3 : near);
      assertThat(preprocessing.evaluate(data).r2())
          .isCloseTo(plain.evaluate(scaled).r2(), within(near));
      assertThat(preprocessing.step(x, y).data())
          .isCloseTo(plain.step(scaledX, scaledY).data(), within(near));
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void measuresOnceOnly(DataType type, Engine engine) {
    INDArray x = table(3, new double[] {5, 1, 0}, new double[] {2, 4, 1});
    INDArray y = table(2, new double[] {0, 0}, new double[] {1, 1});
    try (ChainTrainer trainer =
        ChainTrainer.builder().seed(1).dataType(type).engine(engine).learningRate(0).build()) {
      trainer.fit(Data.of(x, y)).standardize().epochs(1).quiet().run();
      INDArray before = trainer.predict(x);
      trainer.fit(Data.of(x.mul(100), y)).standardize().epochs(1).quiet().run();
      assertThat(trainer.predict(x)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void isSavedWithTheParameters(DataType type, Engine engine) throws IOException {
    Path file = folder.resolve("model.safetensors");
    INDArray x = table(3, new double[] {5, 1, 0}, new double[] {2, 4, 1});
    INDArray y = table(2, new double[] {2e5, -3}, new double[] {3e4, 0.01});
    ChainTrainer.Builder builder = ChainTrainer.builder().dataType(type).engine(engine);
    try (ChainTrainer trained = builder.build();
        ChainTrainer loaded = builder.build()) {
      trained.fit(Data.of(x, y)).standardize().standardizeTargets().epochs(3).quiet().run();
      trained.save(file);
      loaded.load(file);
      assertThat(loaded.predict(x)).isEqualTo(trained.predict(x));
    }
    try (ChainTrainer trained = ChainTrainer.builder().engine(engine).build()) {
      trained.load(file);
      try (ChainModel model = ChainModel.load(file, engine, TargetEncoding.VALUES)) {
        INDArray expected = trained.predict(x);
        assertThat(model.predict(x)).isEqualTo(expected);
        float[] row = x.getRow(7).toFloatVector();
        float[] output = model.predict(row);
        assertThat(output)
            .containsExactly(
                trained.predict(Nd4j.createFromArray(new float[][] {row})).toFloatVector());
      }
    }
  }

  @Test
  void columnsAreSavedToo() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Path csv = folder.resolve("data.csv");
    Files.writeString(csv, "a,kind,sort\n1,x,yes\n2,y,no\n3,x,yes\n");
    try (ChainTrainer trainer = ChainTrainer.builder().encoding(TargetEncoding.CLASSES).build()) {
      Data data = Data.csv(csv).target("sort").categorical("sort", "kind").read();
      trainer.fit(data).quiet().run();
      trainer.save(file);
      try (ChainModel model = ChainModel.load(file, Engine.CPU, TargetEncoding.CLASSES)) {
        assertThat(model.columns()).isEqualTo(data.columns());
        assertThat(model.classNames()).containsExactly("no", "yes");
        assertThat(model.predict(Data.csv(csv).as(model.columns().orElseThrow()).readFeatures()))
            .isEqualTo(trainer.predict(data.x()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"features\":{\"mean\":[0,0],\"deviation\":[1,1]}}",
        "{\"features\":{\"mean\":[0,0,0],\"deviation\":[1,0,1]}}",
        "{\"features\":{\"mean\":[0,0,0],\"deviation\":[1,1,1]},\"targets\":{\"mean\":[0],\"deviation\":[1]}}",
        "{\"features\":{\"mean\":[0,0,NaN],\"deviation\":[1,1,1]}}",
        "{\"features\":{\"mean\":[0,0,0],\"variance\":[1,1,1]}}",
        "{\"other\":1}",
        "[",
        ""
      })
  void savedScalingIsNotTrusted(String preprocessing) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      Map<String, String> metadata = new LinkedHashMap<>(trainer.session().schema().metadata());
      metadata.put("netwright.scaling", preprocessing);
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("its scaling ");
      metadata.put("netwright.scaling", "{}");
      metadata.put("netwright.columns", preprocessing);
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("its columns ");
      metadata.put("netwright.columns", "{\"features\":[{\"name\":\"a\"}],\"targets\":[]}");
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("its columns give 1 features, but the network takes 3");
    }
  }

  private static INDArray scaled(INDArray values) {
    INDArray deviation = values.std(false, 0);
    deviation.addi(deviation.eq(0).castTo(DataType.DOUBLE));
    return values.subRowVector(values.mean(0)).diviRowVector(deviation);
  }

  private static INDArray table(int columns, double[] mean, double[] deviation) {
    Random random = new Random(8);
    double[][] rows = new double[ROWS][columns];
    for (double[] row : rows) {
      for (int i = 0; i < columns; i++) {
        row[i] = mean[i] + deviation[i] * random.nextGaussian();
      }
    }
    return Nd4j.createFromArray(rows);
  }

  private static void assertNear(INDArray actual, INDArray expected, double distance) {
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected.castTo(DataType.DOUBLE));
    assertThat(difference.amaxNumber().doubleValue()).isLessThan(distance);
  }
}
