package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The documents show generated files and the starter project as they are. */
class ReadmeTest {
  private static final Path GENERATED =
      Path.of("target/generated-sources/annotations/org/netwright/samples");

  @Test
  void theCostOfTheDigitsNetworkIsTheGeneratedReport() throws IOException {
    String page = Files.readString(GENERATED.resolve("digits/DigitsNetTrainer.md"));
    String figures = page.substring(page.indexOf("```mermaid"));
    assertThat(Files.readString(Path.of("README.md"))).contains(figures);
  }

  @Test
  void theTutorialShowsTheStarterProject() throws IOException {
    String tutorial = Files.readString(Path.of("../docs/tutorial.md"));
    for (String file : List.of("Penguin.java", "Species.java", "PenguinNet.java", "Train.java")) {
      assertThat(tutorial)
          .contains(Files.readString(Path.of("../starter/src/main/java/penguins", file)));
    }
  }
}
