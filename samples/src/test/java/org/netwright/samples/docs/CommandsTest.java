package org.netwright.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.samples.cli.Main;
import picocli.CommandLine;

/**
 * Checks that the main classes, modules, tests, options and files in the documents' commands exist.
 * The commands of the samples' command line are run. .ci/run runs the commands that build and
 * train.
 */
class CommandsTest {
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern COMMAND =
      Pattern.compile("(?:[A-Z_]+=\\S+ )*(?:\\./mvnw|mvn|samples/run|benchmarks/run|bash)\\b.*");
  private static final Pattern FOLDER =
      Pattern.compile(
          "(?:annotations|processor|runtime|cpu|serving|onnx|spark|samples|starter|bom|benchmarks|docs)/[\\w./-]*");

  private static final Set<String> GOALS =
      Set.of(
          "compile",
          "clean",
          "generate-sources",
          "test-compile",
          "test",
          "verify",
          "install",
          "exec:exec",
          "spotless:apply");
  private static final Set<String> PROPERTIES =
      Set.of(
          "skipTests",
          "surefire.failIfNoSpecifiedTests",
          "native.platform",
          "exec.skip",
          "exec.classpathScope");

  @TempDir private Path folder;

  /** A command with the page that shows it. */
  private record Command(String page, String text) {
    List<String> words() {
      return Arrays.asList(text.split("\\s+", -1));
    }

    @Override
    public String toString() {
      return page + ": " + text;
    }
  }

  static List<Command> commands() {
    List<Command> commands = new ArrayList<>();
    for (String page : Pages.all()) {
      for (Fence fence : Pages.fences(page)) {
        if (fence.language().isEmpty() || fence.language().equals("sh")) {
          fence.text().lines().forEach(line -> add(page, line, commands));
        }
      }
      inline(page).forEach(code -> add(page, code, commands));
    }
    return commands;
  }

  private static void add(String page, String code, List<Command> commands) {
    String command = code.replaceFirst("\\s+#.*", "").strip();
    if (COMMAND.matcher(command).matches()) {
      commands.add(new Command(page, command));
    }
  }

  private static List<String> inline(String page) {
    String text = Pages.text(page).replaceAll("(?ms)^```.*?^```$", "");
    return INLINE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  static List<String> pages() {
    return Pages.all();
  }

  static Stream<Command> mavenCommands() {
    return commands().stream().filter(command -> command.text().contains("mvn"));
  }

  static Stream<Command> benchmarkCommands() {
    return commands().stream().filter(command -> command.text().startsWith("benchmarks/run"));
  }

  @ParameterizedTest
  @MethodSource("mavenCommands")
  void whatMavenIsGivenExists(Command command) throws IOException {
    List<String> words = command.words();
    String module = words.contains("-pl") ? words.get(words.indexOf("-pl") + 1) : "";
    for (String word : words) {
      if (word.matches("NETWRIGHT_.*")) {
        assertThat(isInTests('"' + word.replaceFirst("=.*", "") + '"')).as(word).isTrue();
      } else if (word.startsWith("-Dexec.mainClass=")) {
        String main = word.substring(word.indexOf('=') + 1);
        if (module.isEmpty()) {
          assertThat(main).satisfies(Class::forName);
        } else {
          assertThat(hasMain(module, main)).as(word).isTrue();
        }
      } else if (word.startsWith("-Dtest=")) {
        assertThat(module).isNotEmpty();
        assertThat(hasTest(module, word.substring(word.indexOf('=') + 1))).as(word).isTrue();
      } else if (word.startsWith("-D")) {
        assertThat(PROPERTIES).contains(word.substring(2).replaceFirst("=.*", ""));
      } else if (word.startsWith("-P")) {
        assertThat(Pages.ROOT.resolve("pom.xml"))
            .content()
            .contains("<id>" + word.substring(2) + "</id>");
      } else if (word.startsWith("-")) {
        assertThat(word).isIn("-q", "-pl", "-am");
      } else if (word.equals(module)) {
        assertThat(Pages.ROOT.resolve(module).resolve("pom.xml")).exists();
      } else if (!word.endsWith("mvnw") && !word.equals("mvn")) {
        assertThat(GOALS).contains(word);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("benchmarkCommands")
  void whatBenchmarksAreGivenExists(Command command) throws IOException {
    String script = Files.readString(Pages.ROOT.resolve("benchmarks/run"));
    List<String> words = command.words().subList(1, command.words().size());
    if (words.contains("--only")) {
      assertThat(words).hasSize(2);
      assertThat(benchmarkSource("runner/Options.java")).contains("\"--only\"");
      String networks =
          benchmarkSource("protocol/Task.java")
              + benchmarkSource("protocol/GraphTask.java")
              + benchmarkSource("protocol/SequenceTask.java");
      for (String network : words.get(1).split(",", -1)) {
        String constant = network.toUpperCase(Locale.ROOT);
        assertThat(networks).containsPattern("(?m)^  " + constant + "\\(");
      }
      return;
    }
    for (String word : words) {
      assertThat(script).containsPattern("(?m)^if \\[\\[ \\$\\{1-} == " + word + " ]]");
    }
  }

  /** Reads a file of a module of the benchmarks, such as {@code runner/Options.java}. */
  private static String benchmarkSource(String file) throws IOException {
    String module = file.substring(0, file.indexOf('/'));
    return Files.readString(
        Pages.ROOT.resolve(
            "benchmarks/" + module + "/src/main/java/org/netwright/benchmarks/" + file));
  }

  @Test
  void theCommandsOfTheSamplesWork() throws IOException {
    Path patients = folder.resolve("patients.csv");
    Files.writeString(
        patients,
        """
        age,sex,bmi,bp,s1,s2,s3,s4,s5,s6
        59.0,2.0,32.1,101.0,157.0,93.2,38.0,4.0,4.8598,87.0
        """);
    List<Command> commands =
        commands().stream().filter(command -> command.text().startsWith("samples/run ")).toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    for (Command command : commands) {
      List<String> words = new ArrayList<>(command.words().subList(1, command.words().size()));
      words.replaceAll(word -> word.equals("patients.csv") ? patients.toString() : word);
      if (!words.contains("--help")) {
        words.add("--folder");
        words.add(folder.toString());
      }
      int code = new CommandLine(new Main()).execute(words.toArray(String[]::new));
      assertThat(code).as(command.toString()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void namedFilesExist(String page) {
    for (String code : inline(page)) {
      Matcher matcher = FOLDER.matcher(code);
      if (matcher.matches() && !code.contains("/target") && !code.contains("NAME")) {
        assertThat(Pages.ROOT.resolve(code)).exists();
      }
    }
  }

  private static boolean hasTest(String module, String test) throws IOException {
    try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/test/java"))) {
      return files.anyMatch(file -> file.endsWith(test + ".java"));
    }
  }

  /** Whether a module, or its tests, have a class with a main method. */
  private static boolean hasMain(String module, String className) throws IOException {
    for (String sources : List.of("src/main/java", "src/test/java")) {
      Path file =
          Pages.ROOT
              .resolve(module)
              .resolve(sources)
              .resolve(className.replace('.', '/') + ".java");
      if (Files.exists(file) && Files.readString(file).contains("static void main(")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a test of any module contains a text, such as the name of a variable. */
  private static boolean isInTests(String text) throws IOException {
    for (String module : List.of("processor", "runtime", "samples")) {
      try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          if (Files.readString(file).contains(text)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
