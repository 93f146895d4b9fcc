package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of generated class files, whose length is limited. */
class FileNamesTest {
  /** The limit of common file systems, in bytes. */
  private static final int LIMIT = 255;

  private static final int SUFFIX = "Trainer$Builder.class".length();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"N", "Ö"})
  void aClassNameMayBeAsLongAsItsFilesAllow(String letter) throws IOException {
    int length = letter.getBytes(StandardCharsets.UTF_8).length;
    int letters = (LIMIT - SUFFIX) / length;
    assertThat(compile(letter.repeat(letters), false)).isEmpty();
    assertThat(folder.resolve("networks").resolve(letter.repeat(letters) + "Trainer$Builder.class"))
        .exists();
    String tooLong = letter.repeat(letters + 1);
    int bytes = (letters + 1) * length + SUFFIX;
    assertThat(compile(tooLong, false))
        .containsExactly(
            ("The name of %s is too long: a class file of its trainer would have a name of %d"
                    + " bytes, more than the 255 that file systems allow. Shorten the name by at least %d"
                    + " bytes. [netwright.class-name-too-long]")
                .formatted(tooLong, bytes, bytes - LIMIT));
  }

  @Test
  void aClassMayBeCompiledAgainOverItsOldFiles() throws IOException {
    assertThat(compile("Net", false)).isEmpty();
    assertThat(compile("Net", true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NetTrainer$Builder", "NetModel$Pass", "NetTrainer", "NetModel"})
  void aClassOfTheNameOfAGeneratedFileIsReported(String name) throws IOException {
    Path file = Files.createDirectories(folder.resolve("networks")).resolve(name + ".java");
    Files.writeString(file, "package networks;\nclass " + name + " {}\n");
    assertThat(compile("Net", false, file))
        .singleElement()
        .asString()
        .startsWith("networks." + name + " cannot be generated");
  }

  /** The messages of the compiler. */
  private List<String> compile(String name, boolean overOldFiles, Path... more) throws IOException {
    Path file = Files.createDirectories(folder.resolve("networks")).resolve(name + ".java");
    Files.writeString(
        file,
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class %s {
          @Input(1) Layer x;
          @Linear(1) @MeanSquaredError Layer y;
        }
        """
            .formatted(name));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, StandardCharsets.UTF_8)) {
      String classPath = System.getProperty("java.class.path");
      List<String> options =
          List.of(
              "-d",
              folder.toString(),
              "-encoding",
              "UTF-8",
              "-classpath",
              overOldFiles ? folder + java.io.File.pathSeparator + classPath : classPath);
      List<Path> sources = new java.util.ArrayList<>(List.of(more));
      sources.add(file);
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, diagnostics, options, null, files.getJavaFileObjectsFromPaths(sources));
      task.setProcessors(List.of(new NetwrightProcessor()));
      task.call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }
}
