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

/**
 * A user's build: Maven in a folder outside of this build, against what this build would install.
 * That is in a repository of the test's own, which Maven searches before the user's.
 */
final class UserBuild {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Path folder;
  private final Path repository;

  /** Empties the folder and fills the repository in it. */
  UserBuild(Path folder) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.repository = this.folder.resolve("repository");
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.walk(folder)) {
      old.map(Path::toFile).sorted((one, other) -> other.compareTo(one)).forEach(File::delete);
    }
    install("netwright-parent", ROOT.resolve("pom.xml"), "pom");
    install("netwright-bom", ROOT.resolve("bom/target/flattened-pom.xml"), "pom");
    for (String module : List.of("annotations", "runtime", "cpu", "serving", "processor")) {
      Path sources = ROOT.resolve(module);
      String artifact = "netwright-" + module;
      install(artifact, sources.resolve("target/" + artifact + "-" + version() + ".jar"), "jar");
      // The processor's jar contains what its own pom.xml has as dependencies.
      Path reduced = sources.resolve("target/dependency-reduced-pom.xml");
      install(artifact, Files.exists(reduced) ? reduced : sources.resolve("pom.xml"), "pom");
    }
  }

  /** Returns the folder of a project. */
  Path project(String name) {
    return folder.resolve(name);
  }

  /** Runs Maven in a project, which has to succeed, and returns what it printed. */
  String maven(String project, String... arguments) throws IOException, InterruptedException {
    boolean windows = File.separatorChar == '\\';
    List<String> command = new ArrayList<>();
    command.add(ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString());
    command.addAll(
        List.of("--batch-mode", "--file", project(project).resolve("pom.xml").toString()));
    if (System.getProperty("starter.offline").equals("is true")) {
      command.add("--offline");
    }
    command.add("-Dmaven.repo.local=" + repository);
    command.add("-Dmaven.repo.local.tail=" + System.getProperty("starter.repository"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(project(project).toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = process.waitFor();
    String text = Files.readString(output);
    assertThat(code).as(text).isZero();
    return text;
  }

  static String version() {
    return System.getProperty("starter.version");
  }

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private void install(String artifact, Path file, String type) throws IOException {
    Path target = repository.resolve("org/netwright").resolve(artifact).resolve(version());
    copy(file, target.resolve(artifact + "-" + version() + "." + type));
  }
}
