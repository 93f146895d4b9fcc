package org.netwright.samples.data;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A table of examples, one a row.
 *
 * @param x the features, [rows × features]
 * @param y the targets, [rows × 1]
 */
public record Dataset(INDArray x, INDArray y) implements AutoCloseable {
  /**
   * Reads a CSV file of numbers with a header line, the target in its last column.
   *
   * @param file its name in the resource folder {@code data}
   */
  public static Dataset load(String file) {
    InputStream stream =
        Objects.requireNonNull(Dataset.class.getResourceAsStream("/data/" + file), file);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(stream)) {
      return of(csv.stream().map(Dataset::numbers).toArray(float[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the header line of a file calls the features. */
  public static List<String> featureNames(String file) {
    InputStream stream =
        Objects.requireNonNull(Dataset.class.getResourceAsStream("/data/" + file), file);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(stream)) {
      List<String> columns = csv.stream().findFirst().orElseThrow().getHeader();
      return columns.subList(0, columns.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a data set of rows with the target as their last number. */
  public static Dataset of(float[][] rows) {
    INDArray table = Nd4j.createFromArray(rows);
    int target = table.columns() - 1;
    return new Dataset(
        table.get(NDArrayIndex.all(), NDArrayIndex.interval(0, target)).dup(),
        table.get(NDArrayIndex.all(), NDArrayIndex.interval(target, target + 1)).dup());
  }

  /** Returns the number of rows. */
  public int size() {
    return x.rows();
  }

  /**
   * Shuffles the rows and holds some of them out for testing.
   *
   * @param testShare how many of them, between 0 and 1
   * @param seed the same seed gives the same split
   */
  public Split split(double testShare, long seed) {
    int[] order = shuffled(new Random(seed));
    int test = (int) Math.round(testShare * order.length);
    return new Split(
        rows(Arrays.copyOfRange(order, test, order.length)), rows(Arrays.copyOf(order, test)));
  }

  /** Shuffles the rows and deals them out in batches, of which the last may be smaller. */
  public List<Dataset> batches(int batchSize, Random random) {
    int[] order = shuffled(random);
    List<Dataset> batches = new ArrayList<>();
    for (int from = 0; from < order.length; from += batchSize) {
      int to = Math.min(from + batchSize, order.length);
      batches.add(rows(Arrays.copyOfRange(order, from, to)));
    }
    return batches;
  }

  /** Frees the arrays, whose memory lies outside the Java heap. */
  @Override
  public void close() {
    x.close();
    y.close();
  }

  private Dataset rows(int[] indices) {
    return new Dataset(x.getRows(indices), y.getRows(indices));
  }

  private int[] shuffled(Random random) {
    List<Integer> order = IntStream.range(0, size()).boxed().collect(Collectors.toList());
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private static float[] numbers(NamedCsvRecord row) {
    float[] numbers = new float[row.getFieldCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(row.getField(i));
    }
    return numbers;
  }
}
