package org.netwright.samples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Builds the project to start from as its user does. */
@Tag("slow") // runs Maven
class StarterIT {
  private static UserBuild build;

  @BeforeAll
  static void copy() throws IOException {
    build = new UserBuild(Path.of("target/starter"));
    Path starter = UserBuild.ROOT.resolve("starter");
    try (Stream<Path> files = Files.walk(starter)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = starter.relativize(file);
        if (!relative.startsWith("target")) {
          UserBuild.copy(file, build.project("project").resolve(relative));
        }
      }
    }
  }

  @Test
  void trainsSavesAndPredicts() throws IOException, InterruptedException {
    String output = build.maven("project");
    assertThat(output)
        .contains("epoch 1/100, loss ", "ADELIE")
        .contains("The penguin of Heard is GENTOO");
    Path target = build.project("project").resolve("target");
    assertThat(target.resolve("penguins.safetensors")).isNotEmptyFile();
    assertThat(target.resolve("training.html")).content().contains("PenguinNet: training");
  }

  @Test
  void itsOwnTestPasses() throws IOException, InterruptedException {
    assertThat(build.maven("project", "test"))
        .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }
}
