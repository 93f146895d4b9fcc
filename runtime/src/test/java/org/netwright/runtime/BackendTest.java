package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** Programs without ND4J's backend, each in a process of its own. */
class BackendTest {
  private static final String MISSING =
      """
      IllegalStateException: ND4J has no backend on the class path. Add the dependency netwright-cpu:
        Maven:  <dependency><groupId>org.netwright</groupId><artifactId>netwright-cpu</artifactId>\
      <version>built from source</version></dependency>
        Gradle: implementation("org.netwright:netwright-cpu:built from source"), and the native code\
       as in starter/build.gradle
      """;

  @TempDir private Path folder;

  /** Makes trainers until one call has failed on each engine, and one more. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      attempt(() -> ChainTrainer.builder().build());
      attempt(() -> ChainTrainer.builder().dataType(DataType.DOUBLE).build());
      attempt(() -> ChainTrainer.builder().engine(Engine.ND4J).build());
      attempt(() -> ChainTrainer.builder().engine(Engine.CPU).build());
    }

    private static void attempt(Runnable call) {
      try {
        call.run();
        System.out.println("done");
      } catch (IllegalStateException e) {
        System.out.println("IllegalStateException: " + e.getMessage());
      }
    }
  }

  @Test
  void theMessageNamesTheDependencyThatIsMissing() throws IOException, InterruptedException {
    assertThat(run(file -> !file.contains("nd4j-native-1"))).isEqualTo(MISSING.repeat(4));
  }

  @Test
  void theMessageSaysThatTheNativeCodeIsMissing() throws IOException, InterruptedException {
    String platform =
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
    List<String> lines =
        run(file -> !file.matches("nd4j-native-[^a-z]*M[^a-z]*-.*")).lines().toList();
    assertThat(lines)
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "IllegalStateException: ND4J's backend is on the class path but cannot be"
                            + " loaded on "
                            + platform)
                    .contains("add the dependency netwright-cpu"));
  }

  @Test
  void withItTheProgramRuns() throws IOException, InterruptedException {
    assertThat(run(file -> true)).isEqualTo("done\n".repeat(4));
  }

  /** Runs the program with the files of this class path whose names are wanted. */
  private String run(Predicate<String> wanted) throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(file -> wanted.test(Path.of(file).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                classPath,
                Program.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(output).replace(System.lineSeparator(), "\n");
  }
}
