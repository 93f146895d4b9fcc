package org.netwright.onnx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.netwright.runtime.ArrayModel;
import org.netwright.runtime.NetworkTrainer;

/**
 * A network of arrays, and what its inputs take.
 *
 * @param mostSteps how many steps the sequences of an input have at most, if they have lengths
 * @param vocabularies how many ids an input takes
 */
record NetCase(
    String name,
    Saver saver,
    Loader loader,
    Map<String, Integer> mostSteps,
    Map<String, Integer> vocabularies) {
  static final NetCase VECTORS =
      new NetCase(
          "VECTORS",
          file -> save(LayerNets_VectorsTrainer.create(), file),
          LayerNets_VectorsModel::load,
          Map.of(),
          Map.of());

  static final NetCase BLOCKS =
      new NetCase(
          "BLOCKS",
          file -> save(LayerNets_BlocksTrainer.create(), file),
          LayerNets_BlocksModel::load,
          Map.of(),
          Map.of());

  static final NetCase HEADS =
      new NetCase(
          "HEADS",
          file -> save(LayerNets_HeadsTrainer.create(), file),
          LayerNets_HeadsModel::load,
          Map.of(),
          Map.of());

  static final NetCase TOWERS =
      new NetCase(
          "TOWERS",
          file -> save(LayerNets_TowersTrainer.create(), file),
          LayerNets_TowersModel::load,
          Map.of(),
          Map.of("user", 9));

  static final NetCase IMAGES =
      new NetCase(
          "IMAGES",
          file -> save(LayerNets_ImagesTrainer.create(), file),
          LayerNets_ImagesModel::load,
          Map.of(),
          Map.of());

  static final NetCase DECODER =
      new NetCase(
          "DECODER",
          file -> save(LayerNets_DecoderTrainer.create(), file),
          LayerNets_DecoderModel::load,
          Map.of(),
          Map.of());

  static final NetCase SIGNALS =
      new NetCase(
          "SIGNALS",
          file -> save(LayerNets_SignalsTrainer.create(), file),
          LayerNets_SignalsModel::load,
          Map.of(),
          Map.of());

  static final NetCase SHAPES =
      new NetCase(
          "SHAPES",
          file -> save(LayerNets_ShapesTrainer.create(), file),
          LayerNets_ShapesModel::load,
          Map.of(),
          Map.of());

  static final NetCase WHOLE =
      new NetCase(
          "WHOLE",
          file -> save(SequenceNets_WholeTrainer.create(), file),
          SequenceNets_WholeModel::load,
          Map.of(),
          Map.of());

  static final NetCase LAST =
      new NetCase(
          "LAST",
          file -> save(SequenceNets_LastTrainer.create(), file),
          SequenceNets_LastModel::load,
          Map.of(),
          Map.of());

  static final NetCase TAGGER =
      new NetCase(
          "TAGGER",
          file -> save(SequenceNets_TaggerTrainer.create(), file),
          SequenceNets_TaggerModel::load,
          Map.of("words", 7),
          Map.of());

  static final NetCase ENDS =
      new NetCase(
          "ENDS",
          file -> save(SequenceNets_EndsTrainer.create(), file),
          SequenceNets_EndsModel::load,
          Map.of("readings", 5),
          Map.of());

  static final NetCase POOLED =
      new NetCase(
          "POOLED",
          file -> save(SequenceNets_PooledTrainer.create(), file),
          SequenceNets_PooledModel::load,
          Map.of("readings", 8),
          Map.of());

  static final NetCase CAUSAL =
      new NetCase(
          "CAUSAL",
          file -> save(SequenceNets_CausalTrainer.create(), file),
          SequenceNets_CausalModel::load,
          Map.of("ids", 7),
          Map.of("ids", 9));

  static final NetCase TRANSLATION =
      new NetCase(
          "TRANSLATION",
          file -> save(SequenceNets_TranslationTrainer.create(), file),
          SequenceNets_TranslationModel::load,
          Map.of("source", 5, "asked", 6),
          Map.of("asked", 7));

  static final NetCase BAG =
      new NetCase(
          "BAG",
          file -> save(SequenceNets_BagTrainer.create(), file),
          SequenceNets_BagModel::load,
          Map.of(),
          Map.of("ids", 8));

  static final NetCase SHARED =
      new NetCase(
          "SHARED",
          file -> save(SequenceNets_SharedTrainer.create(), file),
          SequenceNets_SharedModel::load,
          Map.of("codes", 6, "readings", 6),
          Map.of("codes", 5));

  static final List<NetCase> ALL =
      List.of(
          VECTORS,
          BLOCKS,
          HEADS,
          TOWERS,
          IMAGES,
          DECODER,
          SIGNALS,
          SHAPES,
          WHOLE,
          LAST,
          TAGGER,
          ENDS,
          POOLED,
          CAUSAL,
          TRANSLATION,
          BAG,
          SHARED);

  /** Saves an untrained network. */
  interface Saver {
    void save(Path file) throws IOException;
  }

  /** Loads a model. */
  interface Loader {
    ArrayModel load(Path file) throws IOException;
  }

  private static void save(NetworkTrainer<?> trainer, Path file) throws IOException {
    try (trainer) {
      trainer.save(file);
    }
  }

  /** Returns a model with random parameters. */
  ArrayModel model(Path folder) throws IOException {
    Path file = folder.resolve(name);
    saver.save(file);
    RandomParameters.write(file, name.hashCode());
    return loader.load(file);
  }

  /** Returns how many steps the sequences of an input have at most; 0 without lengths. */
  int mostSteps(String input) {
    return mostSteps.getOrDefault(input, 0);
  }

  /** Returns how many ids an input takes; 0 if it takes numbers. */
  int vocabulary(String input) {
    return vocabularies.getOrDefault(input, 0);
  }

  @Override
  public String toString() {
    return name;
  }
}
