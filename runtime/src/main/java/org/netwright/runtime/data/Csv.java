package org.netwright.runtime.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads CSV files with a header line into Java records: {@code List<Customer> customers =
 * Csv.read(file, Customer.class)}. For files with another separator, decimal separator or charset,
 * or with marks for missing values, use {@link CsvData#records}, as in {@code
 * Data.csv(file).separator(';').missing("NA").records(Customer.class)}. To train on a file that
 * does not fit into memory, use {@link CsvData#stream(Class, java.util.function.Function,
 * java.util.function.Function)}.
 *
 * <p>A component is read from the column of its name; if there is none, from the one whose name
 * differs only in case, blanks, underscores, hyphens and points, such as {@code Birth Date} or
 * {@code birth_date} for {@code birthDate}. Columns may be in any order, and others are ignored. A
 * component can be
 *
 * <ul>
 *   <li>a number: {@code byte}, {@code short}, {@code int}, {@code long}, {@code float}, {@code
 *       double} or one of their boxes. Whole numbers must be whole and in range; {@code 12.0} is 12
 *   <li>{@link java.math.BigDecimal} or {@link java.math.BigInteger}: an exact number of up to 1000
 *       digits before the decimal point and up to 1000 after it; a {@code BigDecimal} has the scale
 *       of the text, so that {@code 1.50} has 2
 *   <li>{@code boolean} or {@link Boolean}: true or false, yes or no, 1 or 0, in any case
 *   <li>{@code char} or {@link Character}: a single character
 *   <li>{@link String}: the text, without the blanks around it. {@code NA}, {@code null} and the
 *       like are refused until {@link CsvData#missing} or {@link CsvData#literal} says what they
 *       are. Equal texts of a column share instances if they repeat often
 *   <li>an enum: the name of a constant, in any case if that is unambiguous
 *   <li>{@link java.time.LocalDate}, {@link java.time.LocalDateTime} or {@link java.time.Instant},
 *       as in {@code 2024-12-31}, {@code 2024-12-31T23:59:59} and {@code 2024-12-31T23:59:59Z}; a
 *       blank may stand in place of the T
 *   <li>an {@link java.util.Optional} of one of these, {@link java.util.OptionalInt}, {@link
 *       java.util.OptionalLong} or {@link java.util.OptionalDouble}
 *   <li>a record of such components. Their columns have their names, or their paths, as in {@code
 *       address.town}, which they need if another component has the same name
 * </ul>
 *
 * <p>A blank field, and one with a text that is named as {@linkplain CsvData#missing missing}, has
 * no value: it is an empty {@code Optional}, an error for a primitive type, and null for all
 * others, texts among them.
 *
 * <p>The record is created by its canonical constructor. If the constructor throws an exception, it
 * is reported with the line. A record in a named module needs {@code opens} for its package, unless
 * it is public in an exported package.
 */
public final class Csv {
  private Csv() {}

  /**
   * Reads each line as a record.
   *
   * @param file in UTF-8, or with a byte order mark; fields are separated by commas
   * @param type the record; it may be nested, and need not be public
   * @return a record for each line, in a new list, which may be changed
   * @throws IllegalArgumentException if a component has a type that cannot be read, the file has no
   *     column for one, or a value is not as expected; the message names lines, columns and
   *     components
   * @throws IOException if the file cannot be read
   */
  public static <R extends Record> List<R> read(Path file, Class<R> type) throws IOException {
    return Data.csv(file).records(type);
  }

  /**
   * Reads each line as a record when it is needed, for files that do not fit into memory; see
   * {@link CsvData#recordStream}.
   *
   * @param file as in {@link #read}
   * @param type the record
   * @return a sequential stream in the order of the lines, which the caller closes
   * @throws IllegalArgumentException if a component has a type that cannot be read, or the file has
   *     no column for one
   * @throws IOException if the file cannot be read
   */
  public static <R extends Record> Stream<R> stream(Path file, Class<R> type) throws IOException {
    return Data.csv(file).recordStream(type);
  }
}
