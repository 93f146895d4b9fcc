package org.netwright.samples.starter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Builds the project to start from as its user does: outside of this build, against what this build
 * would install. That goes into a repository of the test's own, in front of the user's.
 */
class StarterIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path WORK = Path.of("target/starter").toAbsolutePath();
  private static final Path PROJECT = WORK.resolve("project");
  private static final Path REPOSITORY = WORK.resolve("repository");

  @BeforeAll
  static void copy() throws IOException {
    Files.createDirectories(WORK);
    try (Stream<Path> old = Files.walk(WORK)) {
      old.map(Path::toFile).sorted((one, other) -> other.compareTo(one)).forEach(File::delete);
    }
    Path starter = ROOT.resolve("starter");
    try (Stream<Path> files = Files.walk(starter)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = starter.relativize(file);
        if (!relative.startsWith("target")) {
          copy(file, PROJECT.resolve(relative));
        }
      }
    }
    install("netwright-parent", ROOT.resolve("pom.xml"), "pom");
    install("netwright-bom", ROOT.resolve("bom/pom.xml"), "pom");
    for (String module : List.of("annotations", "runtime", "processor")) {
      Path folder = ROOT.resolve(module);
      String artifact = "netwright-" + module;
      install(artifact, folder.resolve("target/" + artifact + "-" + version() + ".jar"), "jar");
      // What shading has taken in is no dependency any more.
      Path reduced = folder.resolve("dependency-reduced-pom.xml");
      install(artifact, Files.exists(reduced) ? reduced : folder.resolve("pom.xml"), "pom");
    }
  }

  @Test
  void trainsSavesAndPredicts() throws IOException, InterruptedException {
    String output = maven();
    assertThat(output)
        .contains("epoch 1/100, loss ", "actual      setosa  versicolor  virginica")
        .contains("5.9, 3.0, 5.1, 1.8 cm: virginica");
    assertThat(PROJECT.resolve("target/flowers.safetensors")).isNotEmptyFile();
    assertThat(PROJECT.resolve("target/training.html")).content().contains("FlowerNet: training");
  }

  @Test
  void itsOwnTestPasses() throws IOException, InterruptedException {
    assertThat(maven("test")).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
  }

  private static String maven(String... goals) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString());
    command.addAll(List.of("--batch-mode", "--file", PROJECT.resolve("pom.xml").toString()));
    if (System.getProperty("starter.offline").equals("is true")) {
      command.add("--offline");
    }
    command.add("-Dmaven.repo.local=" + REPOSITORY);
    command.add("-Dmaven.repo.local.tail=" + System.getProperty("starter.repository"));
    command.addAll(List.of(goals));
    Path output = WORK.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(PROJECT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(output);
    assertThat(code).as(text).isZero();
    return text;
  }

  private static void install(String artifact, Path file, String type) throws IOException {
    Path folder = REPOSITORY.resolve("org/netwright").resolve(artifact).resolve(version());
    copy(file, folder.resolve(artifact + "-" + version() + "." + type));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String version() {
    return System.getProperty("starter.version");
  }
}
