package org.netwright.runtime.internal.input;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ExampleLayout;
import org.netwright.runtime.internal.data.ImageColumns;
import org.netwright.runtime.internal.data.Moments;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.engine.Execution;
import org.netwright.runtime.internal.records.LearntRecord;
import org.netwright.runtime.internal.text.Shapes;

/**
 * Scales the numbers of the caller for the network, and names them: x and y are scaled when they
 * are read, and predictions are scaled back. Initially nothing is scaled and there are no names.
 */
public final class Preprocessing {
  private static final String SCALING = "netwright.scaling";
  private static final String COLUMNS = "netwright.columns";
  private static final String RECORDS = "netwright.records";
  private static final String FEATURES = "features";
  private static final String TARGETS = "targets";

  private @Nullable StandardScaler features;
  private @Nullable StandardScaler targets;
  private final @Nullable ExampleLayout layout;
  private @Nullable Columns columns;
  private @Nullable LearntRecord learnt;
  private boolean settled;

  /** For a network that takes arrays. */
  public Preprocessing() {
    this(null);
  }

  /**
   * For any network.
   *
   * @param layout the columns of its records; null if it takes arrays
   */
  public Preprocessing(@Nullable ExampleLayout layout) {
    this.layout = layout;
  }

  /** Returns the columns of the records; null of a network that takes arrays. */
  public @Nullable ExampleLayout layout() {
    return layout;
  }

  /** Returns what training has shown about the columns of the records. */
  public @Nullable LearntRecord learnt() {
    return learnt;
  }

  /**
   * Returns what training has shown about the columns of the records.
   *
   * @param network the simple name of its class, for the message
   * @throws IllegalStateException if the network has not been trained
   */
  public LearntRecord requireLearnt(String network) {
    if (learnt == null) {
      throw new IllegalStateException(
          "%s does not know the scales and categories of its records: call fit or fitEncoder first, or load a file that was saved afterwards"
              .formatted(network));
    }
    return learnt;
  }

  public void learnt(@Nullable LearntRecord record) {
    learnt = record;
  }

  public @Nullable StandardScaler features() {
    return features;
  }

  public @Nullable StandardScaler targets() {
    return targets;
  }

  /** Returns the columns of the table that the network was trained on, if it was a table. */
  public @Nullable Columns columns() {
    return columns;
  }

  public void features(@Nullable StandardScaler scaler) {
    features = scaler;
  }

  public void targets(@Nullable StandardScaler scaler) {
    targets = scaler;
  }

  public void columns(@Nullable Columns meaning) {
    columns = meaning;
  }

  /**
   * Measures the scaling that is asked for and not known yet, and takes over the columns.
   *
   * @param input checks examples that have not been checked before
   * @param span how many features are to be scaled together: 1 if each by itself, 0 if none
   * @param ofTargets whether targets are to be scaled
   */
  public void measure(
      Examples examples, StepInput input, int batchSize, int span, boolean ofTargets) {
    boolean measureFeatures = span > 0 && features == null;
    boolean measureTargets = ofTargets && targets == null;
    if (!measureFeatures && !measureTargets) {
      takeColumns(examples);
      return;
    }
    Moments x = new Moments(Math.max(1, span));
    Moments y = new Moments();
    examples.visit(
        input,
        batchSize,
        (data, rows) -> {
          if (measureFeatures) {
            Rows lengths = input.lengthsOfInput(data);
            add(x, data.inputs().get(0), lengths, input.steps(), input.stepLength(), rows);
          }
          if (measureTargets) {
            OutputRows output = input.targets().rowsOf(0);
            Rows lengths = input.targets().lengthsOf(0, data);
            add(y, data.targets(), lengths, output.mostSteps(), output.width(), rows);
          }
        });
    takeColumns(examples);
    if (measureFeatures) {
      features = x.toScaler(input.steps());
    }
    if (measureTargets) {
      targets = y.toScaler(input.targets().rowsOf(0).mostSteps());
    }
  }

  /** Adds rows, or their steps, which are all scaled alike. */
  private static void add(
      Moments moments, Rows table, @Nullable Rows lengths, int steps, int stepLength, int... rows) {
    if (steps == 1) {
      moments.add(table, rows);
    } else {
      moments.addSteps(table, lengths, stepLength, rows);
    }
  }

  /** Examples of a later table were brought into the order of the first. */
  private void takeColumns(Examples examples) {
    if (columns == null) {
      columns = examples.columns().orElse(null);
    }
  }

  /** Returns whether the network has the scaling, or the lack of it, that it was saved with. */
  public boolean isSettled() {
    return settled;
  }

  /** Returns one with the same scaling and columns, which does not change with this one. */
  public Preprocessing copy() {
    Preprocessing copy = new Preprocessing(layout);
    copy.reset(this);
    return copy;
  }

  /** Takes over all of another, which is settled or not. */
  public void reset(Preprocessing other) {
    take(other);
    settled = other.settled;
  }

  /** Takes over the scaling and the columns of another, and is settled. */
  public void take(Preprocessing other) {
    settled = true;
    features = other.features;
    targets = other.targets;
    columns = other.columns;
    learnt = other.learnt;
  }

  /** Adds the scaling and the columns to the metadata of a file. */
  public void writeTo(Map<String, String> metadata) throws IOException {
    if (features != null || targets != null) {
      StringWriter text = new StringWriter();
      try (JsonWriter json = new JsonWriter(text)) {
        json.beginObject();
        if (features != null) {
          features.writeTo(json.name(FEATURES));
        }
        if (targets != null) {
          targets.writeTo(json.name(TARGETS));
        }
        json.endObject();
      }
      metadata.put(SCALING, text.toString());
    }
    if (columns != null) {
      metadata.put(COLUMNS, columns.toJson());
    }
    if (layout != null) {
      metadata.put(RECORDS, LearntRecord.toJson(layout, learnt));
    }
  }

  /** Returns sentences about what a file has, which the network does not take over. */
  public List<String> notes(Map<String, String> metadata) {
    List<String> notes = new ArrayList<>();
    if (metadata.containsKey(SCALING)) {
      notes.add(
          "the file has a scaling of its network's features or targets, which was not loaded");
    }
    if (metadata.containsKey(COLUMNS)) {
      notes.add("the file has the columns of its network's table, which were not loaded");
    }
    String records = metadata.get(RECORDS);
    if (records != null && LearntRecord.isLearnt(records) && !isOwn(records)) {
      notes.add(
          "the file has the scales and categories of its network's records, which were not loaded"
              + whatHoldsInstead());
    }
    return notes;
  }

  private boolean isOwn(String records) {
    return layout != null && LearntRecord.toJson(layout, learnt).equals(records);
  }

  private String whatHoldsInstead() {
    if (layout == null) {
      return "";
    }
    return (learnt == null
            ? "; this network measures its own when it is trained"
            : "; this network keeps its own, which differ")
        + ", so that loaded layers may get other numbers and ids for the same record";
  }

  /**
   * Reads what {@link #writeTo} has added.
   *
   * @param input the shape of a row of x
   * @param ids whether x may be ids, of which a table has one in each line
   * @param outputs the length of a row of y
   * @param layout the columns of the records; null if the network takes arrays
   * @throws IllegalArgumentException if the metadata is not as {@link #writeTo} writes it
   */
  public static Preprocessing read(
      Map<String, String> metadata,
      long[] input,
      boolean ids,
      int outputs,
      @Nullable ExampleLayout layout) {
    int inputs = Math.toIntExact(Shapes.length(input));
    Preprocessing preprocessing = new Preprocessing(layout);
    preprocessing.learnt = readRecords(metadata, layout);
    String text = metadata.get(SCALING);
    if (text != null) {
      try (JsonReader json = new JsonReader(new StringReader(text))) {
        json.setStrictness(Strictness.STRICT);
        json.beginObject();
        while (json.hasNext()) {
          String name = json.nextName();
          if (name.equals(FEATURES)) {
            preprocessing.features = StandardScaler.read(json, inputs);
          } else if (name.equals(TARGETS)) {
            preprocessing.targets = StandardScaler.read(json, outputs);
          } else {
            throw new IllegalArgumentException("its scaling has an unknown " + name);
          }
        }
        json.endObject();
      } catch (IOException | IllegalStateException | NumberFormatException e) {
        throw new IllegalArgumentException("its scaling cannot be read: " + e.getMessage(), e);
      }
    }
    String meaning = metadata.get(COLUMNS);
    if (meaning != null) {
      Columns saved = Columns.ofJson(meaning);
      if (!ImageColumns.are(saved) && !fits(saved.featureNames().size(), ids, inputs, input)) {
        throw new IllegalArgumentException(
            "its columns give %d features, but the network takes %d"
                .formatted(saved.featureNames().size(), inputs));
      }
      preprocessing.columns = saved;
    }
    return preprocessing;
  }

  /** Whether a table gave all numbers of an input, or those of a step of its sequences. */
  private static boolean fits(int features, boolean ids, int inputs, long... input) {
    return features == inputs
        || (input.length == 2 && features == input[1])
        || (ids && input.length == 1 && features == 1);
  }

  /**
   * Reads what is in a file about the columns of records.
   *
   * @throws IllegalArgumentException if they are others than those of a network
   */
  public static @Nullable LearntRecord readRecords(
      Map<String, String> metadata, @Nullable ExampleLayout layout) {
    String text = metadata.get(RECORDS);
    if (layout == null && text == null) {
      return null;
    }
    if (layout == null || text == null) {
      throw new IllegalArgumentException(
          text == null
              ? "it is of a network that takes arrays, not records"
              : "it is of a network that takes records, not arrays");
    }
    return LearntRecord.ofJson(text, layout);
  }

  /**
   * Scales the first {@code n} rows of the network's output back; does nothing without a scaler.
   */
  public void restore(BatchTensor output, int n, Execution execution) {
    if (targets != null) {
      execution.unscale(output, n, targets);
    }
  }
}
