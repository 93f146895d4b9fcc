package org.netwright.processor.emit;

import java.util.regex.Pattern;

/**
 * Makes the output of JavaPoet more compact: removes empty lines between fields, and line breaks in
 * short Javadoc.
 */
final class Tidy {
  static final int LINE_LENGTH = 100;

  /** A field, and the empty line before another of its type. */
  private static final Pattern FIELD_APART =
      Pattern.compile("((?: {2})+private (final )?(\\w+) \\S+;\n)\n(?= +private (?:final )?\\3 )");

  /** Javadoc with one line of text. */
  private static final Pattern ONE_LINE_JAVADOC =
      Pattern.compile("( *)/\\*\\*\n *\\* (.{1,80})\n *\\*/\n");

  private Tidy() {}

  static String tidy(String source) {
    String fieldsTogether = FIELD_APART.matcher(source).replaceAll("$1");
    return ONE_LINE_JAVADOC.matcher(fieldsTogether).replaceAll("$1/** $2 */\n");
  }
}
