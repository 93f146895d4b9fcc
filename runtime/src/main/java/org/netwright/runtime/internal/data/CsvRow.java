package org.netwright.runtime.internal.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.Arrays;

/**
 * The line that was read last, in memory that is used again for the next one: fields become objects
 * only if they are asked for.
 */
final class CsvRow extends AbstractBaseCsvCallbackHandler<CsvRow> {
  /** A quotation mark that is never closed would otherwise make the whole file one line. */
  private static final int MOST_CHARACTERS = 1 << 26;

  private char[] characters = new char[256];
  private int[] ends = new int[16];
  private int used;
  private int fields;

  @Override
  protected void handleBegin(long startingLineNumber) {
    used = 0;
    fields = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    if (used + length > characters.length) {
      if (length > MOST_CHARACTERS - used) {
        throw new CsvParseException(
            "the line that begins in line %d has more than %d characters"
                .formatted(getStartingLineNumber(), MOST_CHARACTERS));
      }
      characters = Arrays.copyOf(characters, Math.max(used + length, 2 * characters.length));
    }
    if (fields == ends.length) {
      ends = Arrays.copyOf(ends, 2 * fields);
    }
    System.arraycopy(buffer, offset, characters, used, length);
    used += length;
    ends[fields++] = used;
  }

  @Override
  protected void handleEmpty() {
    ends[0] = 0;
    fields = 1;
  }

  @Override
  protected CsvRow buildRecord() {
    return this;
  }

  /** Returns the number of the line in the file that it begins in, counted from 1. */
  long line() {
    return getStartingLineNumber();
  }

  /** Returns how many fields it has. */
  int fields() {
    return fields;
  }

  /** Returns the characters of all fields, one after the other; not a copy. */
  char[] characters() {
    return characters;
  }

  /** Returns where a field begins, after the blanks in front of it. */
  int start(int field) {
    int start = field == 0 ? 0 : ends[field - 1];
    int end = ends[field];
    while (start < end && isBlank(characters[start])) {
      start++;
    }
    return start;
  }

  /**
   * Returns where a field ends, before the blanks after it.
   *
   * @param start where it begins
   */
  int end(int field, int start) {
    int end = ends[field];
    while (end > start && isBlank(characters[end - 1])) {
      end--;
    }
    return end;
  }

  /** Most characters are none of those that {@link Character#isWhitespace(char)} looks up. */
  private static boolean isBlank(char c) {
    return (c <= ' ' || c > '~') && Character.isWhitespace(c);
  }

  /** Returns a field, without the blanks around it. */
  String text(int field) {
    int start = start(field);
    return new String(characters, start, end(field, start) - start);
  }

  /** Returns whether it consists of one field that has no value. */
  boolean isBlank() {
    return fields == 1 && start(0) == ends[0];
  }
}
