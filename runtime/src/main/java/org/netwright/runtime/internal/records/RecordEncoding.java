package org.netwright.runtime.internal.records;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.internal.data.RecordTable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/** Makes numbers of the examples of a network that takes records. */
public final class RecordEncoding {
  private final String network;
  private final ExampleEncoder<Object, Object, ?> encoder;
  private final List<String> inputs;
  private final List<EncodedTarget> targets;
  private final InputColumns columns;

  /**
   * Makes one for a network.
   *
   * @param network the simple name of its class, for messages
   * @param inputs the names of its inputs, in their order
   * @param targets in the order of their layers
   */
  @SuppressWarnings("unchecked") // examples are checked before they are passed to the encoder
  public RecordEncoding(
      String network,
      ExampleEncoder<?, ?, ?> encoder,
      List<String> inputs,
      List<EncodedTarget> targets) {
    this.network = network;
    this.encoder = (ExampleEncoder<Object, Object, ?>) encoder;
    this.inputs = List.copyOf(inputs);
    this.targets = List.copyOf(targets);
    this.columns = new InputColumns(encoder.layout().columns(), inputs);
  }

  /** Measures training examples, one after another. */
  public final class Measurement {
    private final MeasuringRow row = new MeasuringRow(columns.all());
    private long before;

    private Measurement() {}

    /** Adds examples, except those whose weight is 0. */
    public void add(Data data) {
      RecordTable table = requireRecords(data);
      float[] weights = table.exampleWeights();
      for (int i = 0; i < table.size(); i++) {
        if (weights == null || weights[i] > 0) {
          add(table.example(i), table.number(i, before));
        }
      }
      before += table.size();
    }

    /** Adds an example, which has a number for messages. */
    public void add(Object example, long number) {
      requireType("examples", layout().example(), example, number);
      row.begin(number);
      encoder.read(example, row);
    }

    /** Returns what the examples have shown. */
    public LearntRecord result() {
      return row.toLearnt();
    }

    /** Returns what is known, and what the examples have shown beside it. */
    LearntRecord extend(LearntRecord known) {
      return row.extend(known);
    }
  }

  /** Begins to measure. */
  public Measurement measurement() {
    return new Measurement();
  }

  /** Measures all at once. */
  public LearntRecord measure(Data data) {
    Measurement measurement = measurement();
    measurement.add(data);
    return measurement.result();
  }

  private ExampleLayout layout() {
    return encoder.layout();
  }

  /**
   * Training examples as numbers.
   *
   * @param learnt what is known after them
   */
  public record Training(Table table, LearntRecord learnt) {}

  /**
   * Returns training examples as numbers. What they show beside what is known is known from then
   * on, such as a constant that no training example had before.
   *
   * @throws IllegalArgumentException as {@link #encode(Data, LearntRecord, boolean)}
   */
  public Training encodeTraining(Data data, LearntRecord known, boolean isStrict) {
    EncodingRow row = encodingRow(data.size(), known);
    Table table = encode(data, row, isStrict);
    if (!row.hasUnseen()) {
      return new Training(table, known);
    }
    Measurement measurement = measurement();
    measurement.add(data);
    LearntRecord extended = measurement.extend(known);
    return extended.equals(known)
        ? new Training(table, known)
        : new Training(encode(data, extended, isStrict), extended);
  }

  /**
   * Returns examples as numbers.
   *
   * @param isStrict whether what training has not seen is refused
   * @throws IllegalArgumentException if they are not of the classes that the network takes, or a
   *     column does not take a value
   */
  public Table encode(Data data, LearntRecord learnt, boolean isStrict) {
    return encode(data, encodingRow(data.size(), learnt), isStrict);
  }

  private Table encode(Data data, EncodingRow row, boolean isStrict) {
    RecordTable table = requireRecords(data);
    TargetRows targetRows = new TargetRows(targets, table.size());
    for (int i = 0; i < table.size(); i++) {
      long number = table.number(i, 0);
      encode(table.example(i), i, number, row, isStrict);
      requireType("targets", layout().target(), table.target(i), number);
      targetRows.begin(i, number);
      encoder.readTarget(table.target(i), targetRows);
    }
    List<Rows> rows = targetRows.rows();
    Map<String, Rows> outputs = new LinkedHashMap<>();
    for (int i = 0; i < targets.size(); i++) {
      outputs.put(targets.get(i).layer(), rows.get(i));
    }
    return Table.of(features(row), outputs).withClasses(layout().classes()).weightedAs(table);
  }

  /** Returns a name for each number that an example becomes, input by input. */
  public List<String> featureNames(LearntRecord learnt) {
    List<String> names = new ArrayList<>();
    for (String input : inputs) {
      for (int i = 0; i < columns.all().size(); i++) {
        RecordColumn column = columns.all().get(i);
        if (column.input().equals(input)) {
          names.addAll(column.featureNames(learnt.columns().get(i)));
        }
      }
    }
    return names;
  }

  /** Returns the features of examples without targets, for each input by its name. */
  public Map<String, Rows> encode(List<?> examples, LearntRecord learnt, boolean isStrict) {
    EncodingRow row = encodingRow(examples.size(), learnt);
    for (int i = 0; i < examples.size(); i++) {
      encode(examples.get(i), i, i, row, isStrict);
    }
    return features(row);
  }

  private EncodingRow encodingRow(int examples, LearntRecord learnt) {
    return new EncodingRow(columns, learnt.columns(), columns.newRows(examples));
  }

  private void encode(
      Object example, int position, long number, EncodingRow row, boolean isStrict) {
    requireType("examples", layout().example(), example, number);
    row.begin(position, number, isStrict);
    encoder.read(example, row);
  }

  private Map<String, Rows> features(EncodingRow row) {
    List<Rows> tables = row.tables();
    Map<String, Rows> features = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      features.put(inputs.get(i), tables.get(i));
    }
    return features;
  }

  private RecordTable requireRecords(Data data) {
    if (data instanceof RecordTable table) {
      return table;
    }
    throw new IllegalArgumentException(
        "%s takes records: expected examples of Data.of(List<%s>, List<%s>), got %s"
            .formatted(
                network,
                layout().example().getSimpleName(),
                layout().target().getSimpleName(),
                data));
  }

  private void requireType(String what, Class<?> type, Object object, long number) {
    requireType(network, what, type, object, number);
  }

  /** Requires an object to be of the class that a network takes, and not null. */
  public static void requireType(
      String network, String what, Class<?> type, @Nullable Object object, long number) {
    if (!type.isInstance(object)) {
      throw new IllegalArgumentException(
          "%s: expected %s of class %s, got %s in example %d (counted from 0)"
              .formatted(
                  network,
                  what,
                  type.getSimpleName(),
                  object == null ? "null" : object.getClass().getSimpleName(),
                  number));
    }
  }
}
