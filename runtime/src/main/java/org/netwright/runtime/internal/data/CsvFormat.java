package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Set;

/**
 * A CSV file with a header line, and the format of its text.
 *
 * @param name of the file, for messages
 * @param source opens the file each time it is read
 * @param charset of the text; a byte order mark at the beginning takes precedence
 * @param separator between fields
 * @param decimalSeparator of numbers, a point or a comma
 * @param missing texts that stand for a missing value; a blank field always does
 * @param literal names in categorical columns that look as if they stood for a missing value
 */
public record CsvFormat(
    String name,
    Source source,
    Charset charset,
    char separator,
    char decimalSeparator,
    Set<String> missing,
    Set<String> literal) {
  /** Opens a file at its beginning. */
  @FunctionalInterface
  public interface Source {
    /** Returns a new stream, which the caller closes. */
    InputStream open() throws IOException;
  }

  /** Copies the sets. */
  public CsvFormat {
    missing = Set.copyOf(missing);
    literal = Set.copyOf(literal);
  }

  /**
   * Opens the file and reads its header.
   *
   * @return the lines after the header, which the caller closes
   * @throws IllegalArgumentException if there is no header, or it does not give each column a name
   *     of its own
   */
  public CsvLines open() throws IOException {
    return new CsvLines(this);
  }

  /** Returns whether a text in a column of names probably stands for a missing value. */
  public boolean isUnlikelyName(String text) {
    return CsvNumbers.isUnlikelyName(text) && !literal.contains(text);
  }

  /** Returns an exception whose message begins with the name of the file. */
  public IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(name + ": " + message);
  }
}
