package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.internal.model.Safetensors;
import org.netwright.runtime.internal.model.SafetensorsWriter;

class SaveAndLoadTest {
  @TempDir private Path folder;

  private final INDArray x = Nd4j.rand(DataType.FLOAT, 7, 3);

  @Test
  void aLoadedModelPredictsTheSameBits() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trained = ChainTrainer.builder().seed(1).build();
        ChainTrainer loaded = ChainTrainer.builder().seed(2).build()) {
      INDArray y = Nd4j.rand(DataType.FLOAT, 7, 2);
      for (int step = 0; step < 20; step++) {
        trained.step(x, y);
      }
      assertThat(loaded.predict(x)).isNotEqualTo(trained.predict(x));
      trained.save(file);
      loaded.load(file);
      assertThat(loaded.predict(x)).isEqualTo(trained.predict(x));
    }
  }

  @Test
  void eitherTypeLoadsTheOther() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer one = ChainTrainer.builder().seed(1).dataType(DataType.DOUBLE).build();
        ChainTrainer other = ChainTrainer.builder().seed(2).build();
        ChainTrainer third = ChainTrainer.builder().seed(3).dataType(DataType.DOUBLE).build()) {
      one.save(file);
      other.load(file);
      INDArray expected = one.network().hidden.weight().castTo(DataType.FLOAT);
      assertThat(other.network().hidden.weight().dup()).isEqualTo(expected);
      other.save(file);
      third.load(file);
      assertThat(third.network().hidden.weight().castTo(DataType.FLOAT)).isEqualTo(expected);
    }
  }

  /** https://github.com/huggingface/safetensors#format */
  @Test
  void theFileIsOneThatOtherToolsRead() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.save(file, Map.of("accuracy", "0.97 \"held out\""));
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int length = (int) bytes.getLong();
      assertThat(length % 8).isZero();
      JsonObject header =
          JsonParser.parseString(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
              .getAsJsonObject();
      assertThat(header.keySet())
          .containsExactly("__metadata__", "hidden.weight", "hidden.bias", "predict.weight");
      JsonObject bias = header.getAsJsonObject("hidden.bias");
      assertThat(bias.get("dtype").getAsString()).isEqualTo("F32");
      assertThat(bias.getAsJsonArray("shape")).isEqualTo(array(5));
      assertThat(bias.getAsJsonArray("data_offsets")).isEqualTo(array(60, 80));
      assertThat(bytes.limit()).isEqualTo(8 + length + 4 * (15 + 5 + 10));
      for (int i = 0; i < 5; i++) {
        assertThat(bytes.getFloat(8 + length + 60 + 4 * i))
            .isEqualTo(trainer.network().hidden.bias().getFloat(i));
      }
      assertThat(Safetensors.open(file).metadata())
          .containsEntry("accuracy", "0.97 \"held out\"")
          .containsEntry("netwright.network", "Chain")
          .containsEntry("netwright.layers", "features, hidden, predict")
          .containsEntry("netwright.layer.hidden", "linear, relu");
    }
  }

  @Test
  void aFileIsReplacedWhole() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      trainer.save(file);
      trainer.save(file, Map.of("epoch", "2"));
      assertThat(Safetensors.open(file).metadata()).containsEntry("epoch", "2");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(file);
      }
      Path made = folder.resolve("made/here/model.safetensors");
      trainer.save(made);
      trainer.load(made);
      assertThatIOException()
          .isThrownBy(() -> trainer.save(file.resolve("model.safetensors")))
          .withMessage("the folder %s cannot be created: %s is a file", file, file);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.save(file, Map.of("netwright.network", "Other")))
          .withMessage("metadata may not have the name netwright.network: netwright. is taken");
    }
  }

  @Test
  void aModelOfAnotherNetworkIsRefusedWithWhatDiffers() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.save(file);
      INDArray before = trainer.predict(x);
      replace(file, "\"netwright.network\":\"Chain\"", "\"netwright.network\":\"Broad\"");
      replace(file, "linear, relu", "linear, tanh");
      replace(file, "\"shape\":[3,5]", "\"shape\":[5,3]");
      replace(file, "\"predict.weight\"", "\"another.weight\"");
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessage(
              file
                  + ": belongs to the network Broad, not Chain;"
                  + " hidden is \"linear, tanh\" in the file, \"linear, relu\" in the network;"
                  + " hidden.weight is [5 × 3] in the file, [3 × 5] in the network;"
                  + " predict.weight [5 × 2] is not in the file;"
                  + " another.weight [5 × 2] is not in the network");
      assertThat(trainer.predict(x)).isEqualTo(before);
    }
  }

  /** The same layers in another order may be another function. */
  @Test
  void aModelWithLayersInAnotherOrderIsRefused() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      trainer.save(file);
      replace(file, "features, hidden, predict", "features, predict, hidden");
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessage(
              file
                  + ": belongs to another network: its layers are in the order"
                  + " [features, predict, hidden], those of the network in the order"
                  + " [features, hidden, predict]");
    }
  }

  /** Files of earlier versions do not have the order by itself. */
  @Test
  void theOrderOfTheLayersOfAnEarlierFileIsThatOfTheirTexts() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
      Map<String, String> metadata = trainer.session().schema().metadata();
      metadata.remove("netwright.layers");
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      trainer.load(file);
      String first = metadata.remove("netwright.layer.features");
      metadata.put("netwright.layer.features", first);
      SafetensorsWriter.write(file, trainer.session().parameters().tensors(), metadata);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessageContaining("its layers are in the order [hidden, predict, features]");
    }
  }

  @Test
  void ofManyDifferencesTheFirstAreNamed() throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        PicturesTrainer other = PicturesTrainer.builder(2, 1, 4, 5).build()) {
      other.save(file);
      assertThatExceptionOfType(ModelFileException.class)
          .isThrownBy(() -> trainer.load(file))
          .withMessage(
              file
                  + ": belongs to the network Pictures, not Chain;"
                  + " features is missing in the file, \"input [n × 3]\" in the network;"
                  + " hidden is missing in the file, \"linear, relu\" in the network;"
                  + " pixels is not in the network;"
                  + " hidden.weight [3 × 5] is not in the file; and 2 more differences");
    }
  }

  @Test
  void aClosedTrainerNeitherSavesNorLoads() throws IOException {
    Path file = folder.resolve("model.safetensors");
    ChainTrainer trainer = ChainTrainer.builder().build();
    trainer.save(file);
    trainer.close();
    assertThatIllegalStateException().isThrownBy(() -> trainer.load(file));
    assertThatIllegalStateException().isThrownBy(() -> trainer.save(file));
  }

  /** Texts of one length, so that the file stays whole. */
  private static void replace(Path file, String text, String other) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(content).contains(text);
    Files.writeString(file, content.replace(text, other), StandardCharsets.ISO_8859_1);
  }

  private static JsonArray array(int... numbers) {
    JsonArray array = new JsonArray();
    for (int number : numbers) {
      array.add(number);
    }
    return array;
  }

  @Test
  void nothingIsSavedWithMetadataThatIsNull() {
    Path file = folder.resolve("null.safetensors");
    Map<String, String> metadata = new HashMap<>();
    metadata.put("note", null);
    try (ChainTrainer trainer = ChainTrainer.builder().build()) {
      assertThatNullPointerException()
          .isThrownBy(() -> trainer.save(file, metadata))
          .withMessage("the metadata note");
    }
    assertThat(file).doesNotExist();
  }
}
