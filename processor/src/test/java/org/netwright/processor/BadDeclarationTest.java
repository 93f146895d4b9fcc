package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.Resources;

/**
 * Compiles the files in {@code bad/}. Comments below a line contain the expected messages about it:
 * the caret is in the reported column, followed by the text, after {@code warning:} for a warning.
 */
class BadDeclarationTest {
  private static final Pattern EXPECTATION = Pattern.compile("^\\s*// *\\^ (warning: )?(.+)$");

  /** How the comments represent a line break. */
  private static final String LINE_BREAK = "⏎";

  static Stream<String> files() {
    return Resources.names("bad").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void reportsTheExpectedMessagesAtTheExpectedPlaces(String file) {
    String source = Resources.read("bad", file + ".java");
    Compilation compilation = CompiledNetwork.compile(file, source);
    List<String> said =
        compilation.diagnostics().stream()
            .map(
                d ->
                    "%s %d:%d %s"
                        .formatted(
                            d.getKind(),
                            d.getLineNumber(),
                            d.getColumnNumber(),
                            d.getMessage(Locale.ROOT).replace("\n", LINE_BREAK)))
            .toList();
    assertThat(said).isNotEmpty().containsExactlyInAnyOrderElementsOf(expectations(source));
  }

  /**
   * The exceptions cannot be triggered by a file: {@link FaultsTest} triggers two, {@link
   * MissingTypesTest} the third, {@link BlocksTest} the fourth.
   */
  @Test
  void everyMessageIsTriggered() {
    String expectations =
        files()
            .flatMap(file -> expectations(Resources.read("bad", file + ".java")).stream())
            .collect(Collectors.joining("\n"));
    Set<Message> provoked =
        Arrays.stream(Message.values())
            .filter(message -> expectations.contains("[" + message.id() + "]"))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Message.class)));
    assertThat(provoked)
        .isEqualTo(
            EnumSet.complementOf(
                EnumSet.of(
                    Message.INTERNAL_ERROR,
                    Message.BLOCK_NOT_VISIBLE,
                    Message.BLOCK_CLASS_NOT_VISIBLE,
                    Message.TRAINER_NOT_WRITTEN,
                    Message.UNKNOWN_ANNOTATION)));
  }

  private static List<String> expectations(String source) {
    List<String> expectations = new ArrayList<>();
    int line = 0;
    int lastCodeLine = 0;
    for (String text : source.lines().toList()) {
      line++;
      Matcher matcher = EXPECTATION.matcher(text);
      if (matcher.matches()) {
        int column = text.indexOf('^') + 1;
        String kind = matcher.group(1) == null ? "ERROR" : "WARNING";
        expectations.add("%s %d:%d %s".formatted(kind, lastCodeLine, column, matcher.group(2)));
      } else {
        lastCodeLine = line;
      }
    }
    return expectations;
  }
}
