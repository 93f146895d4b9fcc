package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.optimizer.GradientClipping;
import org.netwright.runtime.training.History;

/** Programs without ND4J's backend or without native code, each in a process of its own. */
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
      attempt(() -> ChainTrainer.builder().dataType(DataType.DOUBLE).engine(Engine.ND4J).build());
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

  /** Trains on tables, saves, loads and predicts. */
  static final class WithoutArrays {
    private WithoutArrays() {}

    public static void main(String[] args) throws IOException {
      Path folder = Path.of(args[0]);
      float[][] x = new float[40][3];
      int[] classes = new int[40];
      for (int i = 0; i < 40; i++) {
        classes[i] = i % 2;
        x[i][0] = classes[i];
        x[i][1] = i / 40f;
      }
      Data data = Data.of(x, classes);
      float[] expected;
      try (ChainTrainer trainer =
          ChainTrainer.builder().encoding(TargetEncoding.CLASSES).dropout(0.1).seed(1).build()) {
        History history =
            trainer
                .fit(data)
                .epochs(3)
                .batchSize(8)
                .validate(data)
                .clipping(GradientClipping.byNorm(1))
                .checkpoints(folder.resolve("checkpoints"))
                .quiet()
                .run();
        System.out.println(history.epochs().size() + " epochs");
        trainer.findLearningRate(data).batchSize(8).run();
        System.out.println(trainer.evaluate(data).accuracy() > 0.4);
        trainer.network().hidden.freeze();
        trainer.fit(data).epochs(1).quiet().run();
        expected = trainer.predict(x[3]);
        trainer.save(folder.resolve("chain.safetensors"));
      }
      try (ChainModel model = ChainModel.load(folder.resolve("chain.safetensors"))) {
        System.out.println(Arrays.equals(model.predict(x[3]), expected));
      }
      try (ChainTrainer twice =
          ChainTrainer.builder()
              .encoding(TargetEncoding.CLASSES)
              .dataType(DataType.DOUBLE)
              .seed(1)
              .build()) {
        twice.fit(data).epochs(2).quiet().run();
        System.out.println(twice.evaluate(data).accuracy() > 0.4);
        System.out.println(Float.isFinite(twice.predict(x[3])[0]));
      }
    }
  }

  /** ND4J's backend is not there, so that any use of it would fail. */
  @Test
  void nd4jIsNotStartedBeforeAnArrayIsGiven() throws IOException, InterruptedException {
    String output =
        run(WithoutArrays.class, file -> !file.contains("nd4j-native-1"), folder.toString());
    assertThat(output).isEqualTo("3 epochs\ntrue\ntrue\ntrue\ntrue\n");
  }

  @Test
  void theMessageNamesTheDependencyThatIsMissing() throws IOException, InterruptedException {
    assertThat(run(file -> !file.contains("nd4j-native-1")))
        .isEqualTo("done\n" + MISSING.repeat(2) + "done\n");
  }

  @Test
  void theMessageSaysThatTheNativeCodeIsMissing() throws IOException, InterruptedException {
    String platform =
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
    List<String> lines =
        run(file -> !file.matches("nd4j-native-[^a-z]*M[^a-z]*-.*")).lines().toList();
    assertThat(lines).hasSize(4).startsWith("done").endsWith("done");
    assertThat(lines.subList(1, 3))
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
  void theMessageSaysThatTheNativeCodeOfProductsIsMissing()
      throws IOException, InterruptedException {
    String platform =
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.arch"));
    for (String library : List.of("javacpp", "openblas")) {
      String output = run(file -> !file.matches(library + "-[^a-z]*-[a-z].*"));
      assertThat(output)
          .startsWith(
              "IllegalStateException: the native code of JavaCPP or OpenBLAS cannot be loaded on "
                  + platform)
          .contains("<artifactId>netwright-cpu</artifactId>");
    }
  }

  @Test
  void withItTheProgramRuns() throws IOException, InterruptedException {
    assertThat(run(file -> true)).isEqualTo("done\n".repeat(4));
  }

  /** Runs the program with the files of this class path whose names are wanted. */
  private String run(Predicate<String> wanted) throws IOException, InterruptedException {
    return run(Program.class, wanted);
  }

  private String run(Class<?> program, Predicate<String> wanted, String... arguments)
      throws IOException, InterruptedException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(file -> wanted.test(Path.of(file).getFileName().toString()))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-classpath", classPath, program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).isZero();
    return Files.readString(output).replace(System.lineSeparator(), "\n");
  }
}
