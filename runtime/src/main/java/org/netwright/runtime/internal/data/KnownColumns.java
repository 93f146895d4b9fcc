package org.netwright.runtime.internal.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.DataStream;

/**
 * The columns that a network knows, or comes to know from its training examples. Examples from
 * other tables are brought into their order, or refused; examples without names are left as they
 * are.
 */
public final class KnownColumns {
  private static final String OF_IMAGES =
      "Rename the folders of the classes, or remove those of others";

  private final @Nullable Columns known;
  private final DeclaredClasses declared;
  private final String expected;
  private final String remedy;

  /** Kept, because the batches of a stream share their columns. */
  private @Nullable Columns lastGiven;

  private @Nullable ColumnMapping lastMapping;

  private KnownColumns(
      @Nullable Columns known, DeclaredClasses declared, String expected, String remedy) {
    this.known = known;
    this.declared = declared;
    this.expected = expected;
    this.remedy = remedy;
  }

  /** Returns those of a network that was trained on a table; without one, nothing is refused. */
  public static KnownColumns of(String network, Optional<Columns> columns) {
    return of(network, columns, DeclaredClasses.NONE);
  }

  /** Returns those of a network that may declare its classes. */
  public static KnownColumns of(
      String network, Optional<Columns> columns, DeclaredClasses declared) {
    if (columns.isPresent() && ImageColumns.are(columns.get())) {
      return new KnownColumns(
          columns.get(),
          declared,
          "the images that %s was trained on".formatted(network),
          OF_IMAGES);
    }
    return new KnownColumns(
        columns.orElse(null),
        declared,
        "the table that %s was trained on".formatted(network),
        "Read the file with as(columns), where columns are those of the trainer or model, as in"
            + " Data.csv(file).as(trainer.columns().orElseThrow()): it reads columns by name and"
            + " reports lines that do not fit");
  }

  /**
   * Returns these, or if a network does not know any, those of its training examples, with their
   * classes in the order that the network declares.
   *
   * @param what the examples are, for messages, as in {@code the training examples}
   * @throws IllegalArgumentException if they have classes that the network does not declare
   */
  public KnownColumns or(Optional<Columns> training, String what) {
    if (known != null) {
      return this;
    }
    Columns own = declared.arrange(training, what).orElse(null);
    return own != null && ImageColumns.are(own)
        ? new KnownColumns(own, declared, "the training images", OF_IMAGES)
        : new KnownColumns(
            own,
            declared,
            "the table of the training examples",
            "Read the file with as(columns), as in"
                + " Data.csv(file).as(train.columns().orElseThrow()): it reads columns by name and"
                + " reports lines that do not fit");
  }

  /** Returns the columns; empty if no names are known. */
  public Optional<Columns> columns() {
    return Optional.ofNullable(known);
  }

  /**
   * Brings examples into the order of the columns, with the numbers of the classes.
   *
   * @param what the examples are, for messages, as in {@code the validation examples}
   * @throws IllegalArgumentException if they have other columns, values or classes
   */
  public Table align(Table data, String what) {
    Columns given = data.columns().orElse(null);
    if (known == null || given == null || given.equals(known)) {
      return data;
    }
    ColumnMapping mapping = mapping(given, known, what);
    if (ImageColumns.are(known)) {
      return data.renumbered(mapping, known);
    }
    return data.replacedBy(
        mapping.features(data.features(), data.chosen()),
        mapping.targets(data.targets(), data.chosen()),
        known);
  }

  /**
   * Returns features in the order of the columns; targets do not matter.
   *
   * @throws IllegalArgumentException if they have other columns or values
   */
  public INDArray alignFeatures(Table data, String what) {
    Columns given = data.columns().orElse(null);
    if (known == null || given == null || given.features().equals(known.features())) {
      return data.x();
    }
    ColumnMapping mapping = mapping(featuresOf(given), featuresOf(known), what);
    Rows x = mapping.features(data.features(), data.chosen());
    return x.toArray(IntStream.range(0, x.size()).toArray());
  }

  private static Columns featuresOf(Columns columns) {
    return new Columns(columns.features(), List.of());
  }

  /**
   * Checks columns without examples.
   *
   * @throws IllegalArgumentException as {@link #align}
   */
  public void require(Optional<Columns> given, String what) {
    if (known != null && given.isPresent() && !given.get().equals(known)) {
      mapping(given.get(), known, what);
    }
  }

  /**
   * Returns how the columns of a run differ from those of an earlier run that it is to continue.
   *
   * @return empty if they are the same, or one of the runs has none
   */
  public static List<String> differences(@Nullable Columns saved, Optional<Columns> now) {
    if (saved == null || now.isEmpty() || now.get().equals(saved)) {
      return List.of();
    }
    try {
      new ColumnMapping(now.get(), saved);
    } catch (IllegalArgumentException e) {
      String what = ImageColumns.are(saved) ? "the folder" : "the table";
      return List.of("%s differs: %s".formatted(what, e.getMessage()));
    }
    return List.of(
        ImageColumns.are(saved)
            ? "some classes have no images any more"
            : "the columns or their values are in another order; read the table as before");
  }

  /** Returns a stream whose batches are in the order of the columns. */
  public DataStream align(DataStream stream, String what) {
    if (known == null) {
      return stream;
    }
    return new MappedStream(stream, batch -> align(Table.of(batch), what));
  }

  private ColumnMapping mapping(Columns given, Columns columns, String what) {
    ColumnMapping mapping = lastMapping;
    if (mapping != null && given.equals(lastGiven)) {
      return mapping;
    }
    try {
      mapping = new ColumnMapping(given, columns);
    } catch (IllegalArgumentException e) {
      String difference = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          "%s do not match %s: %s%s %s"
              .formatted(what, expected, difference, difference.endsWith("?") ? "" : ".", remedy),
          e);
    }
    lastGiven = given;
    lastMapping = mapping;
    return mapping;
  }
}
