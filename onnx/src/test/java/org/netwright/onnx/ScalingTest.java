package org.netwright.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;

/** Inputs and outputs of the files are in the user's units. */
class ScalingTest {
  @TempDir private Path folder;

  /** A mean much larger than the deviation leaves few digits if it is subtracted in float. */
  @Test
  void eachNumberByItself() throws Exception {
    INDArray x = random(1, 40, 3).muli(0.5).addi(1e6);
    INDArray y = random(2, 40, 2).muli(1e-3).addi(20);
    Path saved = folder.resolve("net");
    try (ScalingNets_VectorTrainer trainer = ScalingNets_VectorTrainer.create()) {
      trainer.fit(Data.of(x, y)).epochs(1).standardize().standardizeTargets().quiet().run();
      trainer.save(saved, Map.of("accuracy", "0.97"));
    }
    Path file = folder.resolve("new/folder/net.onnx");
    try (ScalingNets_VectorModel model = ScalingNets_VectorModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        compare(model.predict(x), onnx.run(Map.of("features", tensor(x))).get("predict"));
        assertThat(onnx.outputs()).containsExactly("predict");
        assertThat(onnx.metadata())
            .containsOnly(Map.entry("netwright.network", "Vector"), Map.entry("accuracy", "0.97"));
      }
    }
  }

  @Test
  void eachChannel() throws Exception {
    INDArray x = random(1, 40, 2, 4, 3).muli(3).addi(100);
    INDArray y = Nd4j.createFromArray(new Random(2).ints(40, 0, 2).toArray());
    Path saved = folder.resolve("net");
    try (ScalingNets_ImageTrainer trainer = ScalingNets_ImageTrainer.create()) {
      trainer.fit(Data.of(x, y)).epochs(1).standardizeChannels().quiet().run();
      trainer.save(saved);
    }
    Path file = folder.resolve("net.onnx");
    try (ScalingNets_ImageModel model = ScalingNets_ImageModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        Map<String, OnnxFile.Array> outputs = onnx.run(Map.of("image", tensor(x)));
        compare(model.predict(x), outputs.get("kind"));
        compare(model.probabilities(x), outputs.get("kind.probabilities"));
        assertThat(onnx.metadata()).containsEntry("netwright.classes.kind", "[\"CAT\",\"DOG\"]");
      }
    }
  }

  /** Also, padding is not read: it may be anything. */
  @Test
  void eachNumberOfAStep() throws Exception {
    INDArray x = random(1, 40, 5, 2).muli(2).addi(1000);
    INDArray y = random(2, 40, 5, 1).muli(0.1).addi(7);
    int[] lengths = new Random(3).ints(40, 1, 5).toArray();
    Path saved = folder.resolve("net");
    try (ScalingNets_StepsTrainer trainer = ScalingNets_StepsTrainer.create()) {
      trainer
          .fit(Data.sequences(x, lengths, y))
          .epochs(1)
          .standardize()
          .standardizeTargets()
          .quiet()
          .run();
      trainer.save(saved);
    }
    Path file = folder.resolve("net.onnx");
    try (ScalingNets_StepsModel model = ScalingNets_StepsModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        float[] numbers = x.dup('c').data().asFloat();
        long[] wide = new long[40];
        for (int i = 0; i < 40; i++) {
          wide[i] = lengths[i];
          for (int at = (i * 5 + lengths[i]) * 2; at < (i + 1) * 10; at++) {
            numbers[at] = Float.NaN;
          }
        }
        Map<String, OnnxFile.Array> outputs =
            onnx.run(
                Map.of(
                    "readings",
                    OnnxFile.floats(numbers, 40, 5, 2),
                    "readings.lengths",
                    OnnxFile.longs(wide, 40)));
        compare(model.predict(x, lengths), outputs.get("path"));
      }
    }
  }

  /** Without scaling, normalisations see means that are much larger than the deviations. */
  @Test
  void normalisationsOfLargeMeans() throws Exception {
    Path saved = folder.resolve("net");
    Path file = folder.resolve("net.onnx");
    INDArray x = random(1, 20, 8).muli(0.5).addi(2000);
    try (ScalingNets_LayersTrainer trainer = ScalingNets_LayersTrainer.create()) {
      trainer.save(saved);
    }
    try (ScalingNets_LayersModel model = ScalingNets_LayersModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        compare(model.predict(x), onnx.run(Map.of("features", tensor(x))).get("predict"));
      }
    }
    INDArray images = random(2, 20, 4, 3, 2).muli(0.5).addi(-2000);
    try (ScalingNets_GroupsTrainer trainer = ScalingNets_GroupsTrainer.create()) {
      trainer.save(saved);
    }
    try (ScalingNets_GroupsModel model = ScalingNets_GroupsModel.load(saved)) {
      model.exportOnnx(file);
      try (OnnxFile onnx = new OnnxFile(file)) {
        compare(model.predict(images), onnx.run(Map.of("features", tensor(images))).get("predict"));
      }
    }
  }

  private static INDArray random(int seed, long... shape) {
    return Nd4j.createFromArray(new Random(seed).doubles(product(shape), -1, 1).toArray())
        .reshape(shape)
        .castTo(DataType.FLOAT);
  }

  private static long product(long... shape) {
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    return product;
  }

  private static Object tensor(INDArray x) throws Exception {
    return OnnxFile.floats(x.dup('c').data().asFloat(), x.shape());
  }

  private static void compare(INDArray expected, OnnxFile.Array given) {
    assertThat(given.shape()).isEqualTo(expected.shape());
    float[] numbers = expected.dup('c').data().asFloat();
    for (int i = 0; i < numbers.length; i++) {
      assertThat(given.numbers()[i])
          .isCloseTo(numbers[i], within(1e-5f * Math.max(1, Math.abs(numbers[i]))));
    }
  }
}
