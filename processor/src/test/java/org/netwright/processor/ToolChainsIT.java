package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processor's jar in different compilers and together with other processors. */
@Tag("slow") // three compilers
class ToolChainsIT {
  private static final Path JAR = Path.of(System.getProperty("processor.jar"));

  private static final String NETWORK =
      """
      package app;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      @Adam
      class Net {
        @Input(4)                            Layer zebra;
        @Linear(6) @Relu @L1(0.01) @Dropout  Layer apple;
        @Linear(5) @Tanh @ElasticNet(l1 = 1e-3, l2 = 1e-3) Layer mango;
        @Linear(3) @CrossEntropy             Layer banana;
      }
      """;

  @TempDir private Path folder;

  /** The output of a compiler. */
  private record Outcome(boolean success, List<String> messages, Path classes) {}

  @Test
  void theEclipseCompilerGeneratesTheSameFilesAsJavac() throws IOException {
    Outcome eclipse =
        compile(new EclipseCompiler(), "ecj", JAR.toString(), List.of("Net.java", NETWORK));
    Outcome javac =
        compile(
            ToolProvider.getSystemJavaCompiler(),
            "javac",
            JAR.toString(),
            List.of("Net.java", NETWORK));
    assertThat(eclipse.messages()).isEmpty();
    assertThat(javac.messages()).isEmpty();
    assertThat(eclipse.classes().resolve("app/NetTrainer.class")).exists();
    assertThat(eclipse.classes().resolve("app/NetTrainer.java"))
        .hasSameTextualContentAs(javac.classes().resolve("app/NetTrainer.java"));
    assertThat(eclipse.classes().resolve("app/NetModel$Pass.class")).exists();
    assertThat(eclipse.classes().resolve("app/NetModel.java"))
        .hasSameTextualContentAs(javac.classes().resolve("app/NetModel.java"));
  }

  @Test
  void theEclipseCompilerShowsMessagesWhereTheyBelong() throws IOException {
    String wrong =
        NETWORK
            .replace("@Dropout", "@Dropout(1.5)")
            .replace("@Linear(5)", "@Linear(0)")
            .replace("@CrossEntropy ", "@Sigmoid @CrossEntropy ");
    Outcome outcome =
        compile(new EclipseCompiler(), "ecj", JAR.toString(), List.of("Net.java", wrong));
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.messages())
        .containsExactlyInAnyOrder(
            "ERROR 10: value of @Dropout must be in [0, 1), but is 1.5."
                + " [netwright.value-out-of-range]",
            "ERROR 11: value of @Linear must be a whole number of at least 1, but is 0."
                + " [netwright.value-out-of-range]",
            "WARNING 12: @CrossEntropy takes logits, but @Sigmoid changes the output of banana before"
                + " the loss. Remove @Sigmoid: the loss applies softmax itself. [netwright.activation-on-logits]");
  }

  private static final String OF_RECORD =
      """
      package app;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class Net {
        @Features(Customer.class)             Layer customer;
        @CrossEntropy(classes = Outcome.class) Layer outcome;

        record Customer(int age, @Embedding(width = 2) Plan plan, @Length(3) float[] usage) {}

        enum Plan { FREE, PAID }

        enum Outcome { STAYS, LEAVES }
      }
      """;

  @Test
  void theEclipseCompilerReadsRecords() throws IOException {
    List<String> files = List.of("Net.java", OF_RECORD);
    Outcome eclipse = compile(new EclipseCompiler(), "ecj", JAR.toString(), files);
    Outcome javac = compile(ToolProvider.getSystemJavaCompiler(), "javac", JAR.toString(), files);
    assertThat(eclipse.messages()).isEmpty();
    assertThat(javac.messages()).isEmpty();
    assertThat(eclipse.classes().resolve("app/NetEncoder.java"))
        .hasSameTextualContentAs(javac.classes().resolve("app/NetEncoder.java"));
  }

  /** It has no place for a component. */
  @Test
  void theEclipseCompilerShowsMessagesAboutRecordsWhereTheNetworkNamesThem() throws IOException {
    List<String> files = List.of("Net.java", OF_RECORD.replace("@Length(3)", "@Length(0)"));
    assertThat(compile(new EclipseCompiler(), "ecj", JAR.toString(), files).messages())
        .containsExactly(
            "ERROR 8: value of @Length of the component usage of Customer must be a whole number"
                + " from 1 to 1000000, but is 0. [netwright.value-out-of-range]");
  }

  @Test
  void worksTogetherWithDaggerMapStructAndLombok() throws IOException {
    Outcome outcome =
        compile(
            ToolProvider.getSystemJavaCompiler(),
            "all",
            JAR + File.pathSeparator + testClassPath(),
            List.of(
                "Net.java",
                NETWORK,
                "Person.java",
                """
                package app;

                @lombok.Value
                class Person {
                  String name;
                  float[] features;
                }
                """,
                "Customer.java",
                """
                package app;

                @lombok.Data
                class Customer {
                  private String name;
                }
                """,
                "Customers.java",
                """
                package app;

                @org.mapstruct.Mapper
                interface Customers {
                  Customer of(Person person);
                }
                """,
                "App.java",
                """
                package app;

                import javax.inject.Inject;

                @dagger.Component(modules = App.Training.class)
                interface App {
                  NetTrainer trainer();

                  @dagger.Module
                  class Training {
                    @dagger.Provides NetTrainer trainer() { return NetTrainer.create(); }
                  }
                }
                """));
    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.success()).isTrue();
    for (String type : List.of("NetTrainer", "DaggerApp", "CustomersImpl")) {
      assertThat(outcome.classes().resolve("app/" + type + ".class")).exists();
    }
  }

  @Test
  void theJarContainsOnlyPackagesOfNetwright() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()).filter(n -> n.endsWith(".class")))
          .isNotEmpty()
          .allMatch(name -> name.startsWith("org/netwright/processor/"));
      assertThat(text(jar, "META-INF/gradle/incremental.annotation.processors"))
          .isEqualToIgnoringNewLines("org.netwright.processor.NetwrightProcessor,isolating");
      assertThat(text(jar, "META-INF/services/javax.annotation.processing.Processor"))
          .isEqualToIgnoringNewLines("org.netwright.processor.NetwrightProcessor");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Compiles, for Java 17; the sources are names and texts in turns. */
  private Outcome compile(
      JavaCompiler compiler, String name, String processorPath, List<String> sources)
      throws IOException {
    Path source = Files.createDirectories(folder.resolve(name).resolve("src"));
    Path classes = Files.createDirectories(folder.resolve(name).resolve("classes"));
    for (int i = 0; i < sources.size(); i += 2) {
      Files.writeString(source.resolve(sources.get(i)), sources.get(i + 1));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        Stream<Path> paths = Files.list(source)) {
      boolean success =
          compiler
              .getTask(
                  // Where the Eclipse compiler prints too what it reports.
                  Writer.nullWriter(),
                  files,
                  diagnostics,
                  List.of(
                      "--release",
                      "17",
                      "-d",
                      classes.toString(),
                      "-s",
                      classes.toString(),
                      "-classpath",
                      testClassPath(),
                      "-processorpath",
                      processorPath),
                  null,
                  files.getJavaFileObjectsFromPaths(paths.toList()))
              .call();
      List<String> messages =
          diagnostics.getDiagnostics().stream().map(ToolChainsIT::described).toList();
      return new Outcome(success, messages, classes);
    }
  }

  private static String described(Diagnostic<?> diagnostic) {
    return "%s %d: %s"
        .formatted(
            diagnostic.getKind(), diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT));
  }

  /** The class path of the tests, without the classes of the processor. */
  private static String testClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") || !entry.contains("processor"))
        .filter(entry -> !Path.of(entry).equals(JAR))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
