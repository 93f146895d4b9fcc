package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the READMEs show of generated files is what is generated. */
class ReadmeTest {
  private static final Path GENERATED =
      Path.of("target/generated-sources/annotations/org/netwright/samples");

  @Test
  void thePictureOfTheDigitsNetworkIsItsOwn() throws IOException {
    String page = Files.readString(GENERATED.resolve("digits/DigitsNetTrainer.md"));
    String figures = page.substring(page.indexOf("```mermaid"));
    assertThat(Files.readString(Path.of("README.md"))).contains(figures);
  }

  @Test
  void theBackwardPassOfTheSeedNetworkIsItsOwn() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    int start = readme.indexOf("@Override\nprotected void backward(int n)");
    String shown = readme.substring(start, readme.indexOf("```", start)).indent(2);
    assertThat(Files.readString(GENERATED.resolve("parabola/NetTrainer.java"))).contains(shown);
  }

  @Test
  void theTutorialShowsTheProjectToStartFrom() throws IOException {
    String tutorial = Files.readString(Path.of("../docs/tutorial.md"));
    for (String file : List.of("FlowerNet.java", "Train.java")) {
      assertThat(tutorial)
          .contains(Files.readString(Path.of("../starter/src/main/java/flowers", file)));
    }
  }
}
