package org.netwright.samples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The BOM has no parent, and so versions of its own. */
class BomTest {
  @ParameterizedTest
  @ValueSource(strings = {"nd4j.version", "javacpp.version", "openblas.version", "version"})
  void hasTheVersionsOfTheBuild(String element) throws IOException {
    assertThat(first(element, "../bom/pom.xml")).isEqualTo(first(element, "../pom.xml"));
  }

  private static String first(String element, String file) throws IOException {
    Matcher matcher =
        Pattern.compile("<%1$s>([^<]*)</%1$s>".formatted(element))
            .matcher(Files.readString(Path.of(file)));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
