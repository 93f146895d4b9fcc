package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.NetworkSource;
import org.netwright.processor.support.RecordCheck;

/** Networks that take records from class files. */
class RecordFilesTest {
  private static final String NETWORK =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      @SuppressWarnings("netwright.target-among-features")
      class Net {
        @Features(%s.class) Layer rec;
        @CrossEntropy(classes = %s.class) Layer y;
      }
      """;

  private static final String RECORD =
      """
      import java.time.*;
      import java.util.Optional;
      import org.netwright.annotations.*;

      public record Rec(
          int number,
          Double box,
          @Length(3) float[] array,
          @Embedding(width = 4) @Category(atMost = 7) String text,
          @Calendar({CalendarPart.YEAR, CalendarPart.HOUR}) LocalDateTime time,
          @Ignore Object left,
          Optional<Kind> kind,
          @Nullable Inner inner) {

        public enum Kind { ONE, TWO }

        public record Inner(@Calendar(CalendarPart.MONTH) LocalDate day) {}

        @interface Nullable {}
      }
      """;

  @TempDir private Path folder;
  private Path classes;

  @BeforeEach
  void createFolder() throws IOException {
    classes = Files.createDirectories(folder.resolve("classes"));
  }

  /** Compiles files without a processor to the folder of class files. */
  private void compileRecord(String name, String text) throws IOException {
    JavaFileObject file = NetworkSource.file("library", name, text);
    assertThat(compile(List.of("-proc:none"), List.of(), file)).isEmpty();
  }

  /** Compiles a network against the class files; returns the messages with their places. */
  private List<String> compileNetwork(JavaFileObject... files) throws IOException {
    List<String> options = List.of("-Xlint:all,-processing,-classfile");
    return compile(options, List.of(new NetwrightProcessor()), files);
  }

  private List<String> compile(
      List<String> options, List<Processor> processors, JavaFileObject... files)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager = javac.getStandardFileManager(said, null, null)) {
      List<Path> classPath = new ArrayList<>(List.of(classes));
      manager.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(classPath::add);
      manager.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      var task = javac.getTask(null, manager, said, options, null, List.of(files));
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      task.call();
    }
    return said.getDiagnostics().stream().map(RecordFilesTest::described).toList();
  }

  private static String described(Diagnostic<? extends JavaFileObject> said) {
    return "%d:%d %s"
        .formatted(said.getLineNumber(), said.getColumnNumber(), said.getMessage(Locale.ROOT));
  }

  @Test
  void readsTheSameFromAClassFileAsFromASource() throws IOException {
    JavaFileObject record = NetworkSource.file("library", "Rec", RECORD);
    JavaFileObject network =
        JavaFileObjects.forSourceString(
            "networks.Net", NETWORK.formatted("library.Rec", "library.Rec.Kind"));
    CompiledNetwork together = NetworkCompilation.of(List.of(record, network)).networks().get(0);
    // 1 and 2 for the numbers, 3, 1 + 2 of the time, 2 + 1 of the kind, and 2 + 1 of the month.
    assertThat(RecordCheck.check(together, folder, 1))
        .containsOnly(Map.entry("rec.numbers", 1 + 2 + 3 + 3 + 3 + 3), Map.entry("rec.text.id", 1));

    compileRecord("Rec", RECORD);
    assertThat(compileNetwork(network)).isEmpty();
    assertThat(Files.readString(classes.resolve("networks/NetEncoder.java")))
        .isEqualTo(together.source("networks.NetEncoder"));
  }

  @Test
  void showsWhatIsWrongWithAClassFileWhereTheNetworkNamesIt() throws IOException {
    compileRecord(
        "Rec",
        """
            import org.netwright.annotations.*;

            public record Rec(int number, char letter, @Length(0) float[] array, Inner inner) {
              public record Inner(@Category int number, Hidden hidden) {}

              record Hidden(int x) {}
            }
            """);
    JavaFileObject network =
        JavaFileObjects.forSourceString(
            "networks.Net",
            NETWORK.formatted("library.Rec", "Net.E").replaceFirst("}\\s*$", "enum E { A, B } }"));
    assertThat(compileNetwork(network))
        .containsExactly(
            "9:24 The component letter of Rec is of type char, which does not become numbers. Use a"
                + " String for a category, or leave it out with @Ignore. Possible are numbers,"
                + " boolean, enums, String, LocalDate, LocalDateTime, Instant, float[], double[],"
                + " records, and Optional of these. [netwright.component-type]",
            "9:24 value of @Length of the component array of Rec must be a whole number from 1 to"
                + " 1000000, but is 0. [netwright.value-out-of-range]",
            "9:24 @Category has no effect on the component number of Inner, which is a number: it is"
                + " for a String. Remove it. [netwright.annotation-not-for-component]",
            "9:24 Hidden is not public, so the code that is generated in the package networks cannot"
                + " refer to it. Make it and the classes around it public."
                + " [netwright.record-not-visible]");
  }

  /** The nearest place in a source is the component that is of the record. */
  @Test
  void showsWhatIsWrongWithAClassFileAtTheComponentThatNamesIt() throws IOException {
    compileRecord("Rec", "public record Rec(Object any, int number) {}");
    JavaFileObject own =
        NetworkSource.file(
            "networks", "Own", "record Own(int x, library.Rec rec) { enum E { A, B } }");
    JavaFileObject network =
        JavaFileObjects.forSourceString("networks.Net", NETWORK.formatted("Own", "Own.E"));
    assertThat(compileNetwork(own, network))
        .singleElement()
        .asString()
        .startsWith("2:31 The component any of Rec is of type Object");
  }

  /** javac reads annotations of types from class files since version 22. */
  @Test
  void readsAnnotationsOfTypesFromClassFilesIfTheCompilerDoes() throws IOException {
    compileRecord(
        "Rec",
        "public record Rec(@org.jspecify.annotations.Nullable String text, int x) {"
            + " public enum E { A, B } }");
    JavaFileObject network =
        JavaFileObjects.forSourceString(
            "networks.Net", NETWORK.formatted("library.Rec", "library.Rec.E"));
    assertThat(compileNetwork(network)).isEmpty();
    assertThat(Files.readString(classes.resolve("networks/NetEncoder.java")))
        .contains(
            Runtime.version().feature() < 22
                ? "layout.text(\"text\", 2, 32);"
                : "layout.text(\"text\", 2, 32).orMissing();");
  }
}
