package org.netwright.samples.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param page the page's path from the top folder, with slashes
 * @param line the line of its first line of text, from 1
 * @param language what follows the fence, such as {@code java}; may be empty
 * @param note the HTML comment on the line before the fence, as in {@code after: training}; may be
 *     empty
 * @param isAfterFence whether only blank lines separate it from the fence before it
 * @param text its lines, each with its line break
 */
record Fence(
    String page, int line, String language, String note, boolean isAfterFence, String text) {
  private static final Pattern NOTE = Pattern.compile("(after|output|quote): (\\S+)");

  boolean isJava() {
    return language.equals("java");
  }

  /** Returns what a note of this kind names, or an empty text if there is no such note. */
  String noted(String kind) {
    Matcher matcher = NOTE.matcher(note);
    return matcher.matches() && matcher.group(1).equals(kind) ? matcher.group(2) : "";
  }

  boolean hasNote(String kind) {
    return !noted(kind).isEmpty();
  }

  /** Returns whether the note is of a kind that the tests know, or absent. */
  boolean hasKnownNote() {
    return note.isEmpty() || NOTE.matcher(note).matches();
  }

  @Override
  public String toString() {
    return page + ":" + line;
  }
}
