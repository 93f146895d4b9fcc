package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.memory.TensorMemory;
import org.netwright.runtime.internal.model.SafetensorsWriter;

/** The layers of another network's file that fit are loaded, and nothing else. */
class LoadMatchingTest {
  private static final String LAYER = "netwright.layer.";

  @TempDir private Path folder;

  private final Map<String, INDArray> arrays = new LinkedHashMap<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  /** A file of a network that differs from Chain in its last layer. */
  private Path file() throws IOException {
    Path file = folder.resolve("other.safetensors");
    Map<String, DenseTensor> tensors = new LinkedHashMap<>();
    arrays.forEach((name, array) -> tensors.put(name, tensor(array)));
    SafetensorsWriter.write(file, tensors, metadata);
    return file;
  }

  private static DenseTensor tensor(INDArray array) {
    TensorMemory memory = TensorMemory.zeros(array.dataType(), array.length());
    DenseTensor tensor = new DenseTensor(memory, 0, array.shape());
    tensor.assign(array.dup('c').data().asDouble());
    return tensor;
  }

  private void other() {
    metadata.put("netwright.network", "Other");
    metadata.put(LAYER + "features", "input [n × 3]");
    layer("hidden", "linear, relu", 3, 5);
    layer("extra", "linear", 5, 5);
    layer("predict", "linear", 5, 7);
  }

  private void layer(String name, String operations, int in, int out) {
    metadata.put(LAYER + name, operations);
    arrays.put(name + ".weight", Nd4j.rand(DataType.FLOAT, in, out));
    arrays.put(name + ".bias", Nd4j.rand(DataType.FLOAT, out));
  }

  @Test
  void whatFitsIsLoaded() throws IOException {
    other();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer same = ChainTrainer.builder().seed(1).build()) {
      trainer.network().hidden.freeze();
      LoadedLayers loaded = trainer.loadMatching(file());
      assertThat(loaded.layers()).containsExactly("hidden");
      assertThat(loaded.skipped())
          .containsExactly(
              Map.entry(
                  "predict",
                  "weight is [5 × 7] in the file, [5 × 2] in the network, bias [7] is not in the network"),
              Map.entry("extra", "it is not in the network"));
      assertThat(loaded.notes()).isEmpty();
      assertThat(loaded.toString().lines())
          .containsExactly(
              "loaded hidden",
              "skipped predict: weight is [5 × 7] in the file, [5 × 2] in the network, bias [7] is not in the network",
              "skipped extra: it is not in the network");
      assertThat(floats(trainer.network().hidden.weight()))
          .containsExactly(floats(arrays.get("hidden.weight")));
      assertThat(floats(trainer.network().hidden.bias()))
          .containsExactly(floats(arrays.get("hidden.bias")));
      assertThat(floats(trainer.network().predict.weight()))
          .containsExactly(floats(same.network().predict.weight()));
      assertThat(trainer.network().hidden.isFrozen()).isTrue();
    }
  }

  @Test
  void scalingAndColumnsAreLeft() throws IOException {
    Path file = folder.resolve("scaled");
    Path table = folder.resolve("table.csv");
    Files.writeString(table, "a,b,c,p,q\n1,5,2,2,3\n2,1,7,4,4\n3,3,3,1,9\n");
    try (ChainTrainer scaled = ChainTrainer.builder().seed(1).build();
        ChainTrainer trainer = ChainTrainer.builder().seed(2).dataType(DataType.DOUBLE).build()) {
      scaled.fit(Data.csv(table).target("p", "q").read()).epochs(1).standardize().quiet().run();
      scaled.save(file);
      LoadedLayers loaded = trainer.loadMatching(file);
      assertThat(loaded.layers()).containsExactly("hidden", "predict");
      assertThat(loaded.notes())
          .containsExactly(
              "the file has a scaling of its network's features or targets, which was not loaded",
              "the file has the columns of its network's table, which were not loaded");
      assertThat(loaded.toString()).contains("note: the file has a scaling");
      assertThat(trainer.columns()).isEmpty();
      assertThat(trainer.session().preprocessing().features()).isNull();
      assertThat(floats(trainer.network().hidden.weight()))
          .containsExactly(floats(scaled.network().hidden.weight()));
      // It can still be trained with a scaling of its own.
      trainer.fit(CheckpointTest.data()).standardize().epochs(1).quiet().run();
    }
  }

  @Test
  void aCheckpointHasOtherTensorsToo() throws IOException {
    try (ChainTrainer first = ChainTrainer.builder().seed(1).build();
        ChainTrainer trainer = ChainTrainer.builder().seed(2).build()) {
      first.fit(CheckpointTest.data()).epochs(1).checkpoints(folder).quiet().run();
      LoadedLayers loaded = trainer.loadMatching(folder.resolve("checkpoint-000001.safetensors"));
      assertThat(loaded.layers()).containsExactly("hidden", "predict");
      assertThat(loaded.skipped()).isEmpty();
      assertThat(trainer.steps()).isZero();
    }
  }

  @Test
  void anotherKindOfLayerDoesNotFitAndAnotherActivationIsNoted() throws IOException {
    other();
    metadata.put(LAYER + "hidden", "linear, tanh");
    layer("predict", "embedding", 5, 2);
    arrays.remove("predict.bias");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      LoadedLayers loaded = trainer.loadMatching(file());
      assertThat(loaded.layers()).containsExactly("hidden");
      assertThat(loaded.skipped())
          .containsEntry("predict", "it is \"embedding\" in the file, \"linear\" in the network");
      assertThat(loaded.notes())
          .containsExactly(
              "hidden is \"linear, tanh\" in the file, \"linear, relu\" in the network");
    }
  }

  @Test
  void aParameterMoreOrLessDoesNotFit() throws IOException {
    other();
    arrays.remove("hidden.bias");
    arrays.put("predict.weight", Nd4j.rand(DataType.FLOAT, 5, 2));
    arrays.remove("predict.bias");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      assertThat(trainer.loadMatching(file()).skipped())
          .containsEntry("hidden", "bias [5] is not in the file");
    }
  }

  @Test
  void ifNothingFitsNothingChanges() throws IOException {
    metadata.put("netwright.network", "Other");
    layer("hidden", "linear, relu", 4, 5);
    assertRefused(
        "has no layer that fits Chain: hidden: weight is [4 × 5] in the file, [3 × 5] in the network; predict: it is not in the file");
  }

  @Test
  void aFileOfAnotherLibraryIsRefused() throws IOException {
    other();
    metadata.clear();
    // Its weights may be [out × in].
    assertRefused(
        "does not name its network (netwright.network): only files of Netwright are loaded");
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() throws IOException {
    other();
    arrays.get("hidden.bias").putScalar(3, Float.NaN);
    assertRefused("hidden.bias has NaN at element 3");
  }

  @Test
  void layersThatDoNotFitAreNotRead() throws IOException {
    other();
    arrays.get("predict.bias").putScalar(3, Float.NaN);
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThat(trainer.loadMatching(file()).layers()).containsExactly("hidden");
    }
  }

  private void assertRefused(String reason) throws IOException {
    Path file = file();
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      double[] before = values(trainer);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.loadMatching(file))
          .withMessage(file + ": " + reason);
      assertThat(values(trainer)).containsExactly(before);
    }
  }

  @Test
  void aDamagedFileChangesNothingOrLoadsFiniteNumbers() throws IOException {
    other();
    byte[] good = Files.readAllBytes(file());
    Path file = folder.resolve("bad");
    Random random = new Random(4);
    int refused = 0;
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      for (int length = 0; length < good.length; length += 7) {
        Files.write(file, Arrays.copyOf(good, length));
        assertThatExceptionOfType(ModelFileException.class)
            .isThrownBy(() -> trainer.loadMatching(file));
      }
      for (int i = 0; i < 3000; i++) {
        byte[] bad = good.clone();
        for (int change = 0; change <= random.nextInt(3); change++) {
          bad[random.nextInt(bad.length)] =
              (byte)
                  (random.nextBoolean()
                      ? random.nextInt(256)
                      : "0123456789{}[]\",:-.".charAt(random.nextInt(19)));
        }
        Files.write(file, bad);
        double[] before = values(trainer);
        try {
          trainer.loadMatching(file);
        } catch (ModelFileException expected) {
          refused++;
          assertThat(values(trainer)).containsExactly(before);
        }
        assertThat(Arrays.stream(values(trainer)).allMatch(Double::isFinite)).isTrue();
      }
    }
    assertThat(refused).isBetween(500, 2900);
  }

  @Test
  void aClosedTrainerIsRefused() throws IOException {
    other();
    Path file = file();
    ChainTrainer trainer = ChainTrainer.builder().build();
    trainer.close();
    assertThatIllegalStateException().isThrownBy(() -> trainer.loadMatching(file));
  }

  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  private static double[] values(ChainTrainer trainer) {
    return trainer.session().parameters().flatValues().array().data().asDouble();
  }
}
