package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.LossClasses;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.parameters.ParameterVector;
import org.netwright.runtime.internal.records.EncodedTarget;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.records.RecordEncoding;

/** The records that a network in training takes, and what it knows about them. */
public final class SessionRecords {
  private final String network;
  private final ExampleEncoder<?, ?, ?> encoder;
  private final RecordEncoding encoding;
  private final Preprocessing preprocessing;
  private final ParameterVector parameters;
  private final FrozenLayers frozen;
  private final Set<String> loaded = new HashSet<>();
  private final List<ZeroedRow> zeroed = new ArrayList<>();
  private boolean isStrict;

  SessionRecords(
      String network,
      ExampleEncoder<?, ?, ?> encoder,
      TrainerParts parts,
      Preprocessing preprocessing,
      ParameterVector parameters,
      FrozenLayers frozen) {
    this.network = network;
    this.encoder = encoder;
    this.preprocessing = preprocessing;
    this.parameters = parameters;
    this.frozen = frozen;
    List<EncodedTarget> targets =
        parts.targets().stream()
            .map(
                target ->
                    new EncodedTarget(
                        target.layer(),
                        target.encoding(),
                        Math.toIntExact(target.tensor().rowLength())))
            .toList();
    this.encoding = new RecordEncoding(network, encoder, parts.stepInput().inputNames(), targets);
  }

  /** Returns the generated code. */
  ExampleEncoder<?, ?, ?> encoder() {
    return encoder;
  }

  /** Returns the classes of each loss. */
  public List<LossClasses> classes() {
    return encoder.layout().losses();
  }

  /** Returns whether what training has not seen is refused. */
  public boolean isStrict() {
    return isStrict;
  }

  void strict(boolean strict) {
    isStrict = strict;
  }

  /** Returns training examples as numbers, and what is known about the columns with them. */
  public RecordEncoding.Training encodeTraining(Data training) {
    LearntRecord known = preprocessing.learnt();
    return encoding.encodeTraining(
        training, known == null ? encoding.measure(training) : known, isStrict);
  }

  /** Returns training examples as numbers, by what the network knows. */
  RecordEncoding.Training encodeKnown(Data training) {
    return encoding.encodeTraining(training, preprocessing.requireLearnt(network), isStrict);
  }

  /**
   * Returns a batch of training examples as numbers. If the network knows its columns, what the
   * batch shows beside it is known from then on.
   *
   * @param learnt what is known if the network does not know anything yet
   */
  public Table encodeTrainingBatch(Data batch, LearntRecord learnt) {
    LearntRecord known = preprocessing.learnt();
    RecordEncoding.Training training =
        encoding.encodeTraining(batch, known == null ? learnt : known, isStrict);
    if (known != null) {
      preprocessing.learnt(training.learnt());
    }
    return training.table();
  }

  /** Returns what the network knows, or if it knows nothing, what one pass over a stream shows. */
  public LearntRecord learntOr(DataStream training, int batchSize) {
    LearntRecord known = preprocessing.learnt();
    if (known != null) {
      return known;
    }
    RecordEncoding.Measurement measurement = encoding.measurement();
    try (DataStream.Batches batches = training.open(batchSize)) {
      for (Data batch = batches.next(); batch != null; batch = batches.next()) {
        measurement.add(batch);
      }
    }
    return measurement.result();
  }

  /** Returns examples as numbers. */
  public Table encode(Data data, LearntRecord learnt) {
    return encoding.encode(data, learnt, isStrict);
  }

  /**
   * Returns a batch of examples as numbers.
   *
   * @param learnt what is known if the network does not know anything yet
   */
  public Table encodeBatch(Data batch, LearntRecord learnt) {
    LearntRecord known = preprocessing.learnt();
    return encode(batch, known == null ? learnt : known);
  }

  /** Returns examples as numbers, by what the network knows. */
  public Table encode(Data data) {
    return encode(data, preprocessing.requireLearnt(network));
  }

  /** Returns the features of examples, for each input by its name. */
  Map<String, Rows> features(List<?> examples) {
    return encoding.encode(examples, preprocessing.requireLearnt(network), isStrict);
  }

  List<String> featureNames() {
    return encoding.featureNames(preprocessing.requireLearnt(network));
  }

  /** Measures the columns, if they are not known. */
  void learn(List<?> examples) {
    if (preprocessing.learnt() == null) {
      RecordEncoding.Measurement measurement = encoding.measurement();
      for (int i = 0; i < examples.size(); i++) {
        measurement.add(examples.get(i), i);
      }
      learn(measurement.result());
    }
  }

  /**
   * Takes what training examples have shown. The first time, the rows of embeddings that none of
   * them has used become zeros: no step will change them, and their initial numbers would be noise.
   * Those that are frozen, or were loaded, are kept.
   */
  public void learn(LearntRecord learnt) {
    boolean isFirst = preprocessing.learnt() == null;
    preprocessing.learnt(learnt);
    if (isFirst) {
      zeroed.clear();
      learnt.unusedIds(encoder.layout()).forEach(this::zero);
    }
  }

  /** Forgets what was learnt first. No step has followed. */
  public void forget() {
    preprocessing.learnt(null);
    zeroed.forEach(row -> row.live().assign(row.before()));
    zeroed.clear();
  }

  /** Keeps all rows of embeddings that another network has learnt. */
  void keep(List<String> layers) {
    loaded.addAll(layers);
  }

  /** Has parameters and knowledge of one network, so that there is nothing to keep. */
  void keepNothing() {
    loaded.clear();
  }

  private void zero(String input, List<Integer> rows) {
    String embedding = input.substring(0, input.lastIndexOf('.'));
    if (frozen.contains(embedding) || loaded.contains(embedding)) {
      return;
    }
    DenseTensor table = parameters.value(embedding + ".weight").tensor();
    for (int index : rows) {
      DenseTensor row = table.row(index);
      zeroed.add(new ZeroedRow(row, row.elements()));
      row.fill(0);
    }
  }

  /** A row that was zeroed, with its numbers before. */
  @SuppressWarnings("ArrayRecordComponent") // they are not compared
  private record ZeroedRow(DenseTensor live, double[] before) {}
}
