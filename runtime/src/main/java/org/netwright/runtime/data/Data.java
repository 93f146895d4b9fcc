package org.netwright.runtime.data;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.internal.data.GivenRows;
import org.netwright.runtime.internal.data.GivenSequences;
import org.netwright.runtime.internal.data.IdxFile;
import org.netwright.runtime.internal.data.RecordTable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;

/**
 * Examples in memory: features x and targets y, with one row per example. Immutable and
 * thread-safe. The numbers are on the Java heap, so there is nothing to close; parts of the data,
 * such as those of a split, share them. Flat rows, such as pixels in the columns of a table, fit an
 * input of more dimensions that has as many numbers; they are read row-major.
 *
 * <pre>{@code
 * Data flowers = Data.csv(Path.of("iris.csv")).target("species").categorical("species").read();
 * ThreeWaySplit split = flowers.stratifiedSplit(0.2, 0.2, 1);
 * }</pre>
 *
 * <p>Use a {@link DataStream} for data that do not fit into memory. Applications do not implement
 * this interface; the static methods here create instances.
 */
public interface Data {

  /**
   * Copies arrays.
   *
   * @param x [n × in…], of any numeric type, finite
   * @param y [n × out…] or [n], of any numeric type, finite; [n] is read as [n × 1]
   * @throws IllegalArgumentException if an array is not as described, or has 2³¹ numbers or more
   */
  static Data of(INDArray x, INDArray y) {
    GivenRows.requireArray("x", x, 2);
    GivenRows.requireArray("y", y, 1);
    return Table.of(Rows.of(x), Rows.of(y));
  }

  /**
   * Copies features and values.
   *
   * @param x n rows of the same length, finite
   * @param y n rows of the same length, finite
   * @throws IllegalArgumentException if an array is not as described
   */
  static Data of(float[][] x, float[][] y) {
    return Table.of(GivenRows.of("x", x), GivenRows.of("y", y));
  }

  /**
   * Copies features and a value for each row.
   *
   * @param x n rows of the same length, finite
   * @param y n numbers, finite
   * @throws IllegalArgumentException if an array is not as described
   */
  static Data of(float[][] x, float[] y) {
    return Table.of(GivenRows.of("x", x), Rows.of(y.clone(), 1));
  }

  /**
   * Copies features and a class number for each row.
   *
   * @param x n rows of the same length, finite
   * @param classes n class numbers, from 0
   * @throws IllegalArgumentException if an array is not as described
   */
  static Data of(float[][] x, int[] classes) {
    double[] y = Arrays.stream(classes).asDoubleStream().toArray();
    return Table.of(GivenRows.of("x", x), Rows.of(y, 1));
  }

  /**
   * Copies a data set of ND4J.
   *
   * @throws IllegalArgumentException if it has no features or no labels, or they are not as {@link
   *     #of(INDArray, INDArray)} expects
   */
  static Data of(DataSet set) {
    return of(set.getFeatures(), set.getLabels());
  }

  /**
   * Reads the remaining batches of an ND4J iterator, with its preprocessor. {@link
   * DataStream#of(DataSetIterator)} reads an iterator batch by batch.
   *
   * @throws IllegalArgumentException as {@link #of(DataSet)}, or if no batch is left
   */
  static Data of(DataSetIterator iterator) {
    if (!iterator.hasNext()) {
      throw new IllegalArgumentException("expected an iterator with a next batch; call reset()");
    }
    List<Data> batches = new ArrayList<>();
    while (iterator.hasNext()) {
      batches.add(of(iterator.next()));
    }
    return Table.joined(batches);
  }

  /**
   * Copies lists of records and their targets, for a network that takes records.
   *
   * @param examples without null
   * @param targets as many as examples, in the same order, without null
   * @throws IllegalArgumentException if the lists are empty, differ in size, or hold null
   */
  static Data of(List<?> examples, List<?> targets) {
    return RecordTable.of(examples, targets);
  }

  /**
   * Takes records and their targets out of one list, for a network that takes records, as in {@code
   * Data.of(lines, Line::customer, Line::outcome)}.
   *
   * @param examples without null
   * @param input returns the record of an example
   * @param target returns the target of an example
   * @throws IllegalArgumentException if the list is empty, or a function returns null
   */
  static <E> Data of(
      List<E> examples, Function<? super E, ?> input, Function<? super E, ?> target) {
    List<Object> inputs = new ArrayList<>();
    List<Object> targets = new ArrayList<>();
    for (E example : examples) {
      inputs.add(input.apply(example));
      targets.add(target.apply(example));
    }
    return of(inputs, targets);
  }

  /**
   * Copies sequences of different lengths and a class for each, for an input with {@code variable =
   * true}:
   *
   * <pre>{@code
   * Data visits = Data.sequences(List.of(visitsOfAnn, visitsOfBob), new int[] {1, 0});
   * }</pre>
   *
   * <p>The input may have more steps than the longest of them. Batches are padded with zeros, which
   * the network does not look at.
   *
   * @param x n sequences, each with its steps, which have the same number of features; finite
   * @param classes n class numbers, from 0
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(List<float[][]> x, int[] classes) {
    return Table.of(
        GivenSequences.of("x", x), Rows.of(Arrays.stream(classes).asDoubleStream().toArray(), 1));
  }

  /**
   * Copies sequences of different lengths and a value for each.
   *
   * @param x n sequences, each with its steps, which have the same number of features; finite
   * @param values n numbers, finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(List<float[][]> x, float[] values) {
    return Table.of(GivenSequences.of("x", x), Rows.of(values.clone(), 1));
  }

  /**
   * Copies sequences of different lengths and values for each.
   *
   * @param x n sequences, each with its steps, which have the same number of features; finite
   * @param values n rows of the same length, finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(List<float[][]> x, float[][] values) {
    return Table.of(GivenSequences.of("x", x), GivenRows.of("y", values));
  }

  /**
   * Copies sequences of different lengths and a class for each of their steps.
   *
   * @param x n sequences, each with its steps, which have the same number of features; finite
   * @param classesOfSteps for each sequence as many class numbers as it has steps
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(List<float[][]> x, int[][] classesOfSteps) {
    return Table.of(GivenSequences.of("x", x), GivenSequences.of("y", classesOfSteps));
  }

  /**
   * Copies sequences of different lengths and values for each of their steps.
   *
   * @param x n sequences, each with its steps, which have the same number of features; finite
   * @param valuesOfSteps for each sequence as many rows, of the same length, as it has steps;
   *     finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(List<float[][]> x, float[][][] valuesOfSteps) {
    return Table.of(GivenSequences.of("x", x), GivenSequences.of("y", List.of(valuesOfSteps)));
  }

  /**
   * Copies sequences of ids of different lengths and a class for each.
   *
   * @param ids n sequences of ids, as an input of an embedding takes them
   * @param classes n class numbers, from 0
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(int[][] ids, int[] classes) {
    return Table.of(
        GivenSequences.of("x", ids), Rows.of(Arrays.stream(classes).asDoubleStream().toArray(), 1));
  }

  /**
   * Copies sequences of ids of different lengths and a value for each.
   *
   * @param ids n sequences of ids, as an input of an embedding takes them
   * @param values n numbers, finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(int[][] ids, float[] values) {
    return Table.of(GivenSequences.of("x", ids), Rows.of(values.clone(), 1));
  }

  /**
   * Copies sequences of ids of different lengths and values for each.
   *
   * @param ids n sequences of ids, as an input of an embedding takes them
   * @param values n rows of the same length, finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(int[][] ids, float[][] values) {
    return Table.of(GivenSequences.of("x", ids), GivenRows.of("y", values));
  }

  /**
   * Copies sequences of ids of different lengths and a class for each of their steps.
   *
   * @param ids n sequences of ids, as an input of an embedding takes them
   * @param classesOfSteps for each sequence as many class numbers as it has steps
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(int[][] ids, int[][] classesOfSteps) {
    return Table.of(GivenSequences.of("x", ids), GivenSequences.of("y", classesOfSteps));
  }

  /**
   * Copies sequences of ids of different lengths and values for each of their steps.
   *
   * @param ids n sequences of ids, as an input of an embedding takes them
   * @param valuesOfSteps for each sequence as many rows, of the same length, as it has steps;
   *     finite
   * @throws IllegalArgumentException if they are not as described, or a sequence has no steps
   */
  static Data sequences(int[][] ids, float[][][] valuesOfSteps) {
    return Table.of(GivenSequences.of("x", ids), GivenSequences.of("y", List.of(valuesOfSteps)));
  }

  /**
   * Copies sequences out of an array with padding, and their targets.
   *
   * @param x [n × steps × features] or [n × steps] of ids, of any numeric type; what follows the
   *     length of a sequence is not looked at
   * @param lengths how many steps each sequence has, at least 1
   * @param y [n × out…] or [n], of any numeric type, finite; for targets of each step [n × steps]
   *     or [n × steps × out], with targets of padded steps that would be allowed
   * @throws IllegalArgumentException if they are not as described
   */
  static Data sequences(INDArray x, int[] lengths, INDArray y) {
    GivenRows.requireArray("y", y, 1);
    return Table.of(GivenSequences.of("x", x, lengths), Rows.of(y));
  }

  /** Returns a builder of examples with several inputs or several targets. */
  static DataBuilder builder() {
    return new DataBuilder();
  }

  /** Returns settings for reading a CSV file with a header line; {@link CsvData#read} reads it. */
  static CsvData csv(Path file) {
    return new CsvData(file);
  }

  /** Returns settings for reading a CSV resource, such as one on the class path. */
  static CsvData csv(URL resource) {
    return new CsvData(resource);
  }

  /**
   * Returns settings for reading a folder of images, with a folder for each class; {@link
   * ImageData#read} reads it.
   */
  static ImageData images(Path folder) {
    return new ImageData(folder);
  }

  /**
   * Reads images and their classes in the IDX format of MNIST, plain or compressed with gzip. Each
   * file may have up to 1 GiB, or a third of the heap if that is less; {@link #idx(Path, Path,
   * long)} sets another limit.
   *
   * @param images one byte per pixel, which become x [n × height · width], from 0 to 1
   * @param labels class numbers, which become y [n × 1]
   * @throws IllegalArgumentException if a file is not of the format, or exceeds the limit
   * @throws IOException if a file cannot be read
   */
  static Data idx(Path images, Path labels) throws IOException {
    return idx(images, labels, IdxFile.defaultLimit());
  }

  /**
   * Reads images and their classes as {@link #idx(Path, Path)} does, with another limit.
   *
   * @param maxBytes how many bytes each file may have after decompression; a compressed file can
   *     expand to a thousand times its size
   * @throws IllegalArgumentException if a file is not of the format, or exceeds the limit
   * @throws IOException if a file cannot be read
   */
  static Data idx(Path images, Path labels, long maxBytes) throws IOException {
    return Table.of(IdxFile.images(images, maxBytes), IdxFile.labels(labels, maxBytes));
  }

  /** Returns the number of examples. */
  int size();

  /**
   * Returns the features as a new array, [n × in…], which the caller may close. Sequences are
   * followed by zeros up to the length of the longest.
   *
   * @throws IllegalStateException if there are several inputs
   */
  INDArray x();

  /**
   * Returns the targets as a new array, [n × out…], which the caller may close.
   *
   * @throws IllegalStateException if there are several targets
   */
  INDArray y();

  /**
   * Returns how many steps each sequence has, of examples that {@code sequences} has made.
   *
   * @throws IllegalStateException if the examples are not sequences, or there are several inputs
   */
  int[] lengths();

  /**
   * Returns how many steps each sequence of one of the inputs of a {@link #builder} has.
   *
   * @param input as given to the builder
   * @throws IllegalArgumentException if there are no sequences of that name
   */
  int[] lengths(String input);

  /**
   * Returns one of the inputs of a {@link #builder} as a new array, [n × in…], which the caller may
   * close.
   *
   * @param name as given to the builder
   * @throws IllegalArgumentException if there is no input of that name
   */
  INDArray input(String name);

  /**
   * Returns the targets of one loss of a {@link #builder} as a new array, [n × out…], which the
   * caller may close.
   *
   * @param name as given to the builder
   * @throws IllegalArgumentException if there are no targets of that name
   */
  INDArray target(String name);

  /**
   * Returns what the columns mean, if the examples were read from a table or a folder of images.
   * Trainers compare them with those they know: see {@link Trainer#columns()}.
   */
  Optional<Columns> columns();

  /**
   * Returns how many lines of the file {@link CsvData#dropMissing} left out when it was read; parts
   * of the data return the same number.
   */
  int omittedLines();

  /**
   * Returns the names of the features, as in {@code age} and {@code town=Paris}; empty if they have
   * no names.
   */
  List<String> featureNames();

  /** Returns the names of the classes in the order of their numbers; empty if they have none. */
  List<String> classNames();

  /**
   * Returns the same examples with weights, in place of those that they have. In training and in
   * {@code evaluate}, the loss of a batch is then {@code Σ w·l / Σ w}, where {@code l} is the loss
   * of an example, so that only the ratios of the weights matter. An example of weight 2 counts as
   * much as two of weight 1. One of weight 0 is not trained on: training is the same as without it.
   *
   * <p>The weights are those of the loss alone. Penalties, and scores such as the accuracy, do not
   * depend on them. The scaling of features and the categories of records count every example once,
   * except that those of weight 0 are left out.
   *
   * <p>The examples of parts, such as those of a split, keep their weights.
   *
   * @param weights one for each example, finite and at least 0, not all of them 0; copied
   * @throws IllegalArgumentException if they are not as described
   */
  Data weighted(float... weights);

  /** Returns the weights as a new array, one for each example; empty if there are none. */
  Optional<float[]> weights();

  /**
   * Returns some of the examples.
   *
   * @param chosen their numbers, from 0; each may be chosen more than once
   * @throws IllegalArgumentException if a number is out of range, or none is chosen
   */
  Data rows(int... chosen);

  /**
   * Returns the first examples.
   *
   * @param n how many; if there are fewer examples, all are returned
   * @throws IllegalArgumentException if n is below 1
   */
  Data first(int n);

  /** Returns the same examples, shuffled; the same seed gives the same order. */
  Data shuffled(long seed);

  /**
   * Shuffles the examples and holds out a share of them.
   *
   * @param testShare above 0 and below 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a part is left without examples
   */
  Split split(double testShare, long seed);

  /**
   * Shuffles the examples and holds out two shares: one to choose the epoch and the strengths by,
   * and one that is not used for any choice, for the scores to report. The part for tests is the
   * one that {@link #split(double, long)} holds out for the same share and seed.
   *
   * @param validationShare above 0
   * @param testShare above 0; both together are below 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a part is left without examples
   */
  ThreeWaySplit split(double validationShare, double testShare, long seed);

  /**
   * Holds out a share of the examples of every class, for class numbers and one-hot targets.
   *
   * @param testShare above 0 and below 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a part is left without examples, or y has no classes
   */
  Split stratifiedSplit(double testShare, long seed);

  /**
   * Holds out two shares of the examples of every class, for class numbers and one-hot targets; see
   * {@link #split(double, double, long)}.
   *
   * @param validationShare above 0
   * @param testShare above 0; both together are below 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a part is left without examples, or y has no classes
   */
  ThreeWaySplit stratifiedSplit(double validationShare, double testShare, long seed);

  /**
   * Shuffles the examples and divides them into three parts, as in {@code split(0.7, 0.15, 0.15,
   * 1)}; the same parts as {@link #split(double, double, long)} returns for the last two shares.
   *
   * @param trainShare above 0
   * @param validationShare above 0
   * @param testShare above 0; the three add up to 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a share is not above 0, they do not add up to 1, or a part
   *     is left without examples
   */
  ThreeWaySplit split(double trainShare, double validationShare, double testShare, long seed);

  /**
   * Divides the examples of every class into three parts, for class numbers and one-hot targets;
   * see {@link #split(double, double, double, long)}.
   *
   * @param trainShare above 0
   * @param validationShare above 0
   * @param testShare above 0; the three add up to 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if a share is not above 0, they do not add up to 1, a part is
   *     left without examples, or y has no classes
   */
  ThreeWaySplit stratifiedSplit(
      double trainShare, double validationShare, double testShare, long seed);

  /**
   * Holds out a share of the examples so that all examples with an equal key come into the same
   * part: several rows of one customer, patient or machine resemble each other, and the score on a
   * part that shares them with the training examples is too optimistic.
   *
   * <p>Groups are drawn at random; of 32 draws the one with the nearest shares is taken. If single
   * groups are larger than a part should be, the shares differ from those that are asked for.
   *
   * @param groups a key for each example, in the order of the examples, compared by {@code equals}
   * @param testShare above 0 and below 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if there are more or fewer keys than examples, a key is null
   *     or NaN, or there are fewer than two different keys
   */
  Split groupSplit(List<?> groups, double testShare, long seed);

  /**
   * Divides the examples into three parts so that all examples with an equal key come into the same
   * part; see {@link #groupSplit(List, double, long)}.
   *
   * @param groups a key for each example, in the order of the examples, compared by {@code equals}
   * @param trainShare above 0
   * @param validationShare above 0
   * @param testShare above 0; the three add up to 1
   * @param seed the same seed gives the same split
   * @throws IllegalArgumentException if there are more or fewer keys than examples, a key is null
   *     or NaN, there are fewer than three different keys, or the shares do not add up to 1
   */
  ThreeWaySplit groupSplit(
      List<?> groups, double trainShare, double validationShare, double testShare, long seed);

  /**
   * Divides the examples into k parts of similar size, with all examples of an equal key in the
   * same part, and holds out each part once. The largest groups are distributed first.
   *
   * @param groups a key for each example, in the order of the examples, compared by {@code equals}
   * @param k how many parts, at least 2
   * @param seed the same seed gives the same folds
   * @throws IllegalArgumentException if there are more or fewer keys than examples, a key is null
   *     or NaN, or k is below 2 or above the number of different keys
   */
  List<Split> groupFolds(List<?> groups, int k, long seed);

  /**
   * Holds out the latest examples, to test a network as it will be used: trained on the past, asked
   * about what comes after. Nothing is shuffled: the examples of each part are in the order of
   * their times, those of the same time in their own order. Examples of the same time come into the
   * same part; the share is as near as that permits.
   *
   * @param times a time for each example, in the order of the examples: dates, instants, numbers or
   *     any other keys that can be compared
   * @param testShare above 0 and below 1
   * @throws IllegalArgumentException if there are more or fewer times than examples, a time is null
   *     or NaN, or all times are the same
   */
  <T extends Comparable<? super T>> Split timeSplit(List<? extends T> times, double testShare);

  /**
   * Divides the examples by time: the latest are for the test, those before them for validation,
   * and the earliest to train on; see {@link #timeSplit(List, double)}.
   *
   * @param times a time for each example, in the order of the examples
   * @param trainShare above 0
   * @param validationShare above 0
   * @param testShare above 0; the three add up to 1
   * @throws IllegalArgumentException if there are more or fewer times than examples, a time is null
   *     or NaN, there are fewer than three different times, or the shares do not add up to 1
   */
  <T extends Comparable<? super T>> ThreeWaySplit timeSplit(
      List<? extends T> times, double trainShare, double validationShare, double testShare);

  /**
   * Divides the examples by time into k + 1 parts, and returns k splits: each holds out the next
   * part, and trains on all parts before it, as scikit-learn's {@code TimeSeriesSplit} does. Each
   * part that is held out has n / (k + 1) examples, rounded down; the first part has the remainder.
   * Examples of the same time come into the same part; the sizes are as near as that permits.
   *
   * @param times a time for each example, in the order of the examples
   * @param k how many splits, at least 1
   * @throws IllegalArgumentException if there are more or fewer times than examples, a time is null
   *     or NaN, k is below 1, or there are fewer than k + 1 different times
   */
  <T extends Comparable<? super T>> List<Split> timeFolds(List<? extends T> times, int k);

  /**
   * Shuffles the examples, divides them into k parts, and holds out each part once.
   *
   * @param k how many parts, at least 2
   * @param seed the same seed gives the same folds
   * @throws IllegalArgumentException if k is below 2 or above the number of examples
   */
  List<Split> folds(int k, long seed);

  /**
   * Divides the examples into k parts that each have the same share of every class, and holds out
   * each part once.
   *
   * @param k how many parts, at least 2
   * @param seed the same seed gives the same folds
   * @throws IllegalArgumentException if k is below 2 or above the number of examples, or y has no
   *     classes
   */
  List<Split> stratifiedFolds(int k, long seed);
}
