package org.netwright.processor.emit;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the output of JavaPoet more compact: removes empty lines between fields, puts short Javadoc
 * on one line, and wraps long comments.
 */
final class Tidy {
  static final int LINE_LENGTH = 100;

  /** A field, and the empty line before another of its type. */
  private static final Pattern FIELD_APART =
      Pattern.compile(
          "((?: {2})+private (final )?+(\\w+)(?:\\[])? [^;\n]+;\n)\n(?= +private (?:final )?\\3(?:\\[])? )");

  /** Javadoc with one line of text. */
  private static final Pattern ONE_LINE_JAVADOC =
      Pattern.compile("( *)/\\*\\*\n *\\* (.+)\n *\\*/\n");

  /** A line of a comment: its beginning, and its text. */
  private static final Pattern COMMENT_LINE = Pattern.compile("( *(?:\\*|//) )(.+)");

  /** Code that can continue on the next line: its indentation, and its two parts. */
  private static final Pattern CONTINUED =
      Pattern.compile(
          "( *)((?:[\\w ]+ class \\w+(?=[ ](?:extends|implements) ))|(?:[^\"=]+ =(?= ))) (.+)");

  /** A word, or an inline tag of Javadoc. */
  private static final Pattern WORD = Pattern.compile("(?:\\{@[^}]*}|\\S)+");

  private Tidy() {}

  static String tidy(String source) {
    String fieldsTogether = FIELD_APART.matcher(source).replaceAll("$1");
    String compact =
        ONE_LINE_JAVADOC
            .matcher(fieldsTogether)
            .replaceAll(javadoc -> Matcher.quoteReplacement(onOneLine(javadoc)));
    return compact.lines().flatMap(Tidy::wrapped).collect(Collectors.joining("\n", "", "\n"));
  }

  private static String onOneLine(MatchResult javadoc) {
    String line = javadoc.group(1) + "/** " + javadoc.group(2) + " */";
    return line.length() <= LINE_LENGTH ? line + "\n" : javadoc.group();
  }

  /** The line, or several if it is a comment that is too long. */
  private static Stream<String> wrapped(String line) {
    boolean isRowOfTable = line.startsWith(" * ") && line.strip().contains("  ");
    if (line.length() <= LINE_LENGTH || isRowOfTable) {
      return Stream.of(line);
    }
    Matcher comment = COMMENT_LINE.matcher(line);
    if (!comment.matches()) {
      return wrappedCode(line).stream();
    }
    String begin = comment.group(1);
    List<String> words = WORD.matcher(comment.group(2)).results().map(MatchResult::group).toList();
    Stream.Builder<String> lines = Stream.builder();
    StringBuilder current = new StringBuilder(begin);
    for (String word : words) {
      boolean isFirst = current.length() == begin.length();
      if (!isFirst && current.length() + 1 + word.length() > LINE_LENGTH) {
        lines.add(current.toString());
        current = new StringBuilder(begin);
        isFirst = true;
      }
      current.append(isFirst ? "" : " ").append(word);
    }
    return lines.add(current.toString()).build();
  }

  /** The header of a class before its supertype, or an assignment before its value. */
  private static List<String> wrappedCode(String line) {
    Matcher matcher = CONTINUED.matcher(line);
    return matcher.matches()
        ? List.of(matcher.group(1) + matcher.group(2), matcher.group(1) + "    " + matcher.group(3))
        : List.of(line);
  }
}
