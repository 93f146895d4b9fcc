package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.CompiledNetwork;

/**
 * docs/errors.md has a section for each message: its example triggers it with the text that the
 * page quotes, and the corrected example compiles without a message.
 */
class ErrorPageTest {
  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final boolean WRITE = "true".equals(System.getenv("NETWRIGHT_WRITE_GOLDENS"));

  private static final Pattern SECTION =
      Pattern.compile("(?ms)^## (netwright\\.\\S+)\\n\\n(Error|Warning)\\. (.*?)(?=^## |\\z)");
  private static final Pattern QUOTE = Pattern.compile("(?m)^> (.*)$");
  private static final Pattern CODE = Pattern.compile("(?s)```java\\n(.*?)```");

  private static final String IMPORTS =
      """
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.netwright.annotations.*;
      import org.netwright.runtime.*;
      """;

  private record Section(String id, String kind, String text) {
    String quote() {
      Matcher matcher = QUOTE.matcher(text);
      return matcher.find() ? matcher.group(1) : "";
    }

    String code(int index) {
      return CODE.matcher(text).results().map(m -> m.group(1)).toList().get(index);
    }

    boolean hasExample() {
      return CODE.matcher(text).find();
    }

    @Override
    public String toString() {
      return id;
    }
  }

  static Stream<Section> sections() throws IOException {
    return SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .map(match -> new Section(match.group(1), match.group(2), match.group(3)));
  }

  static Stream<Section> examples() throws IOException {
    return sections().filter(Section::hasExample);
  }

  @Test
  void hasASectionForEachMessageInTheirOrder() throws IOException {
    assertThat(sections().map(section -> section.id() + " " + section.kind()))
        .containsExactlyElementsOf(
            Arrays.stream(Message.values())
                .map(message -> message.id() + (message.isError() ? " Error" : " Warning"))
                .toList());
  }

  @Test
  void onlyErrorsWithoutACauseInOneSourceHaveNoExample() throws IOException {
    assertThat(sections().filter(section -> !section.hasExample()).map(Section::id))
        .containsExactlyInAnyOrder(
            Message.INTERNAL_ERROR.id(),
            Message.TRAINER_NOT_WRITTEN.id(),
            Message.BLOCK_NOT_VISIBLE.id(),
            Message.BLOCK_CLASS_NOT_VISIBLE.id());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleTriggersTheMessageAndTheCorrectionCompiles(Section section) throws IOException {
    if (!section.id().equals(Message.UNKNOWN_ANNOTATION.id())
        || Runtime.version().feature() >= 25) {
      List<String> said = messages(section.code(0), section.id());
      assertThat(said).hasSize(1);
      if (WRITE) {
        Files.writeString(
            PAGE,
            Files.readString(PAGE)
                .replace(
                    section.text(),
                    QUOTE
                        .matcher(section.text())
                        .replaceFirst(Matcher.quoteReplacement("> " + said.get(0)))));
      } else {
        assertThat(section.quote()).isEqualTo(said.get(0));
      }
    }
    assertThat(compile(section.code(1)).diagnostics()).isEmpty();
  }

  /** The first lines of the messages with that id, without it. */
  private static List<String> messages(String code, String id) {
    List<String> messages = new ArrayList<>();
    for (var diagnostic : compile(code).diagnostics()) {
      String text = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElseThrow();
      if (text.endsWith(" [" + id + "]")) {
        assertThat(diagnostic.getKind()).isEqualTo(isError(id) ? Kind.ERROR : Kind.WARNING);
        messages.add(text.substring(0, text.length() - id.length() - 3));
      }
    }
    return messages;
  }

  private static boolean isError(String id) {
    return Arrays.stream(Message.values())
        .filter(message -> message.id().equals(id))
        .allMatch(Message::isError);
  }

  private static Compilation compile(String code) {
    String all =
        code.replaceAll(
            "l0, l1, l2, l3 /\\* and so on to l(\\d+) \\*/",
            IntStream.rangeClosed(0, 1529)
                .mapToObj(i -> "l" + i)
                .collect(Collectors.joining(", ")));
    Matcher type = Pattern.compile("(?m)^(?:abstract )?(?:class|interface) (\\w+)").matcher(all);
    assertThat(type.find()).isTrue();
    String header = all.startsWith("// in the unnamed package") ? "" : "package networks;\n";
    String imports = all.startsWith("import ") ? "" : IMPORTS;
    return CompiledNetwork.compile(type.group(1), header + imports + all);
  }
}
