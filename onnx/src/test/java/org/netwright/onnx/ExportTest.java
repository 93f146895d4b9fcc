package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.Engine;

/** What is written where, and what is refused. */
class ExportTest {
  @TempDir private Path folder;

  @Test
  void replacesAFileThatExists() throws Exception {
    Path file = folder.resolve("net.onnx");
    Files.writeString(file, "something else, and longer than ".repeat(10_000));
    try (ArrayModel model = NetCase.SHAPES.model(folder)) {
      model.exportOnnx(file);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      assertThat(onnx.inputs()).containsExactly("pixels");
    }
  }

  @Test
  void namesAFileThatCannotBeWritten() throws IOException {
    Path earlier = folder.resolve("earlier");
    Files.writeString(earlier, "a file, not a folder");
    Path file = earlier.resolve("net.onnx");
    try (ArrayModel model = NetCase.SHAPES.model(folder)) {
      assertThatThrownBy(() -> model.exportOnnx(file))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(earlier.toString());
      assertThatThrownBy(() -> model.exportOnnx(folder))
          .isInstanceOf(IOException.class)
          .hasMessage("%s cannot be written: it is a folder", folder);
      assertThatThrownBy(() -> model.exportOnnx(null))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("file");
    }
    assertThat(earlier).hasContent("a file, not a folder");
  }

  @Test
  void refusesAClosedModel() throws IOException {
    ArrayModel model = NetCase.SHAPES.model(folder);
    model.close();
    Path file = folder.resolve("net.onnx");
    assertThatThrownBy(() -> model.exportOnnx(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the model of Shapes is closed");
    assertThat(file).doesNotExist();
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("first.onnx");
    Path second = folder.resolve("second.onnx");
    try (ArrayModel model = NetCase.TRANSLATION.model(folder)) {
      model.exportOnnx(first);
      model.exportOnnx(second);
    }
    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void isOfACurrentVersion() throws IOException {
    Path file = folder.resolve("net.onnx");
    try (ArrayModel model = NetCase.SHAPES.model(folder)) {
      model.exportOnnx(file);
    }
    ModelProto onnx = ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(onnx.getProducerName()).isEqualTo("netwright");
    assertThat(onnx.getGraph().getName()).isEqualTo("Shapes");
    assertThat(onnx.getOpsetImportList())
        .singleElement()
        .satisfies(
            operators -> {
              assertThat(operators.getDomain()).isEmpty();
              assertThat(operators.getVersion()).isEqualTo(23);
            });
  }

  /** The model of a trainer in double computes in float, like any other, on either engine. */
  @Test
  void exportsANetworkThatWasTrainedInDouble() throws Exception {
    Path saved = folder.resolve("net");
    try (LayerNets_VectorsTrainer trainer =
        LayerNets_VectorsTrainer.builder().dataType(DataType.DOUBLE).build()) {
      trainer.save(saved);
    }
    float[] row = {1, -2, 0.5f, 3, 0};
    for (Engine engine : Engine.values()) {
      Path file = folder.resolve(engine + ".onnx");
      try (LayerNets_VectorsModel model = LayerNets_VectorsModel.load(saved, engine)) {
        model.exportOnnx(file);
        try (OnnxFile onnx = new OnnxFile(file)) {
          float[] given =
              onnx.run(Map.of("features", OnnxFile.floats(row, 1, 5))).get("predict").numbers();
          float[] expected = model.predict(row);
          for (int i = 0; i < expected.length; i++) {
            assertThat((double) given[i]).isCloseTo(expected[i], within(1e-5));
          }
        }
      }
    }
  }

  /** Unlike the model. What becomes of them differs by layer; here, they reach the output. */
  @Test
  void numbersThatAreNotFiniteAreNotRefused() throws Exception {
    Path saved = folder.resolve("net");
    try (LayerNets_VectorsTrainer trainer = LayerNets_VectorsTrainer.create()) {
      trainer.save(saved);
    }
    Path file = folder.resolve("net.onnx");
    float[] row = {1, Float.NaN, 0.5f, 3, 0};
    try (LayerNets_VectorsModel model = LayerNets_VectorsModel.load(saved)) {
      model.exportOnnx(file);
      assertThatThrownBy(() -> model.predict(row)).isInstanceOf(IllegalArgumentException.class);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      assertThat(onnx.run(Map.of("features", OnnxFile.floats(row, 1, 5))).get("predict").numbers())
          .containsOnly(Float.NaN);
    }
  }

  /** A loss of the user's own is no part of predictions. */
  @Test
  void exportsANetworkWithAnOwnLoss() throws Exception {
    Path saved = folder.resolve("net");
    try (ScalingNets_OwnTrainer trainer = ScalingNets_OwnTrainer.create()) {
      trainer.save(saved);
    }
    Path file = folder.resolve("net.onnx");
    try (ScalingNets_OwnModel model = ScalingNets_OwnModel.load(saved)) {
      model.exportOnnx(file);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      assertThat(onnx.outputs()).containsExactly("predict");
    }
  }

  /** ONNX takes negative numbers of rows from the end. */
  @Test
  void idsThatAreOutOfRangeAreErrors() throws Exception {
    Path file = folder.resolve("net.onnx");
    try (ArrayModel model = NetCase.BAG.model(folder)) {
      model.exportOnnx(file);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      for (long id : new long[] {-1, 8}) {
        long[] ids = {0, 1, id, 2};
        assertThatThrownBy(() -> onnx.run(Map.of("ids", OnnxFile.longs(ids, 1, 4))))
            .isInstanceOf(OrtException.class)
            .hasMessageContaining("out of data bounds");
      }
    }
  }

  /** The table of positions has no rows for them. */
  @Test
  void moreStepsThanDeclaredAreErrors() throws Exception {
    Path file = folder.resolve("net.onnx");
    try (ArrayModel model = NetCase.CAUSAL.model(folder)) {
      model.exportOnnx(file);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      Map<String, Object> inputs =
          Map.of(
              "ids",
              OnnxFile.longs(new long[8], 1, 8),
              "ids.lengths",
              OnnxFile.longs(new long[] {8}, 1));
      assertThatThrownBy(() -> onnx.run(inputs)).isInstanceOf(OrtException.class);
    }
  }

  @Test
  void lengthsThatAreOutOfRangeAreErrors() throws Exception {
    Path file = folder.resolve("net.onnx");
    try (ArrayModel model = NetCase.POOLED.model(folder)) {
      model.exportOnnx(file);
    }
    try (OnnxFile onnx = new OnnxFile(file)) {
      // At most 8 steps are declared, and 6 or 9 are given.
      for (long[] stepsAndLength : new long[][] {{6, 0}, {6, -1}, {6, 7}, {9, 9}}) {
        long steps = stepsAndLength[0];
        Map<String, Object> inputs =
            Map.of(
                "readings",
                OnnxFile.floats(new float[(int) steps * 6], 2, steps, 3),
                "readings.lengths",
                OnnxFile.longs(new long[] {1, stepsAndLength[1]}, 2));
        assertThatThrownBy(() -> onnx.run(inputs))
            .isInstanceOf(OrtException.class)
            .hasMessageContaining("out of data bounds");
      }
    }
  }
}
