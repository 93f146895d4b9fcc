package org.netwright.runtime.internal.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.internal.data.Names;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.StandardScaler;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.engine.Execution;

/** Checks an input of numbers, and copies it into its tensor, scaled if there is a scaler. */
public final class FeatureReader implements InputReader {
  private final BatchReader reader;
  private final String layer;
  private final Supplier<@Nullable StandardScaler> scaler;
  private final Supplier<List<String>> known;
  private final RowReader rowReader;
  private final boolean sequences;

  /** A field, so that not every call creates one. */
  private final Function<INDArray, String> advice = this::advice;

  /**
   * Makes a reader.
   *
   * @param layer the input layer, for messages
   * @param scaler returns the scaling of this input
   * @param known returns the names of the features that the network was trained on, or none
   */
  public FeatureReader(
      String layer,
      BatchTensor tensor,
      Execution execution,
      Supplier<@Nullable StandardScaler> scaler,
      Supplier<List<String>> known) {
    this(layer, tensor, execution, scaler, known, false);
  }

  private FeatureReader(
      String layer,
      BatchTensor tensor,
      Execution execution,
      Supplier<@Nullable StandardScaler> scaler,
      Supplier<List<String>> known,
      boolean sequences) {
    this.sequences = sequences;
    this.layer = layer;
    this.scaler = scaler;
    this.known = known;
    this.reader = new BatchReader(layer, "x", tensor, execution);
    this.rowReader = new RowReader(layer, tensor, execution, this::advice);
  }

  /** Makes a reader of sequences, [n × steps × features]. */
  public static FeatureReader ofSequences(
      String layer,
      BatchTensor tensor,
      Execution execution,
      Supplier<@Nullable StandardScaler> scaler,
      Supplier<List<String>> known) {
    return new FeatureReader(layer, tensor, execution, scaler, known, true);
  }

  @Override
  public boolean isOfSequences() {
    return sequences;
  }

  @Override
  public int check(INDArray x) {
    reader.requireOpen(x);
    reader.requireRows(x, advice);
    reader.requireFloating(x);
    long rows = x.shape()[0];
    if (rows < 1) {
      throw reader.tooShort(x);
    }
    return Math.toIntExact(rows);
  }

  @Override
  public String layer() {
    return layer;
  }

  @Override
  public long[] shape() {
    return reader.shape();
  }

  @Override
  public boolean isOfIds() {
    return false;
  }

  @Override
  public @Nullable Lengths lengths() {
    return reader.lengths();
  }

  @Override
  public void pad(Lengths lengths) {
    reader.pad(lengths);
    rowReader.pad(lengths);
  }

  @Override
  public void read(INDArray x, int n, long firstRow) {
    reader.copy(reader.rows(x), n, firstRow, scaler.get());
  }

  @Override
  public void check(Rows table, Table data) {
    reader.requireRows(table, data.chosen(), advice(table, data.featureNames()));
    reader.requireRange(table, data.chosen());
  }

  @Override
  public void check(Rows table, int n) {
    int[] rows = IntStream.range(0, n).toArray();
    reader.requireRows(table, rows, expected());
    reader.requireRange(table, rows);
  }

  /** Returns the end of a message about a row of another length. */
  private String advice(int length) {
    long[] wanted = reader.shape();
    if (wanted.length != 3 || !known.get().isEmpty()) {
      return expected();
    }
    long size = wanted[1] * wanted[2];
    boolean isOfSize = length == size || length == 3 * size;
    int channels = length % 3 == 0 && length != size ? 3 : 1;
    return ofImages(
        isOfSize ? new long[] {channels, wanted[1], wanted[2]} : new long[] {channels, 0, 0},
        wanted);
  }

  private String advice(INDArray x) {
    long[] shape = x.shape();
    return shape.length == 0
        ? expected()
        : expected() + ofChannels(Arrays.copyOfRange(shape, 1, shape.length), reader.shape());
  }

  private String advice(Rows table, List<String> names) {
    return names.isEmpty()
        ? expected()
            + ofChannels(table.shape(), reader.shape())
            + ofImages(table.shape(), reader.shape())
        : "; the table has %d features, %s: %sleave columns out with ignore(…)"
            .formatted(
                names.size(),
                Names.shortened(names),
                reader.isFlat() ? "declare @Input(%d), or ".formatted(names.size()) : "");
  }

  /** Returns what to do with images whose channels come last. */
  private static String ofChannels(long[] given, long[] wanted) {
    return areLast(given, wanted) ? "; channels come first: x.permute(0, 3, 1, 2)" : "";
  }

  private static boolean areLast(long[] given, long[] wanted) {
    return wanted.length == 3 && Arrays.equals(given, new long[] {wanted[1], wanted[2], wanted[0]});
  }

  /** Returns how images of another shape can be read. */
  private static String ofImages(long[] given, long[] wanted) {
    if (given.length != 3
        || wanted.length != 3
        || (wanted[0] != 1 && wanted[0] != 3)
        || areLast(given, wanted)) {
      return "";
    }
    List<String> settings = new ArrayList<>();
    if (given[1] != wanted[1] || given[2] != wanted[2]) {
      settings.add("with size(%d, %d)".formatted(wanted[1], wanted[2]));
    }
    if (given[0] == 3 && wanted[0] == 1) {
      settings.add("with grayscale()");
    } else if (given[0] == 1 && wanted[0] == 3) {
      settings.add("without grayscale()");
    }
    return settings.isEmpty() ? "" : "; read images " + String.join(", ", settings);
  }

  /** Returns the end of a message about an array of another width, which has no names. */
  private String expected() {
    List<String> names = known.get();
    return names.isEmpty()
        ? ""
        : "; the network was trained on a table with %d features, %s"
            .formatted(names.size(), Names.shortened(names));
  }

  @Override
  public void read(Rows table, int[] rows, int from, int n) {
    reader.copy(table, rows, from, n, scaler.get());
  }

  @Override
  public void check(float[] row) {
    rowReader.check(row);
  }

  @Override
  public void read(float[] row) {
    rowReader.read(row, scaler.get());
  }
}
