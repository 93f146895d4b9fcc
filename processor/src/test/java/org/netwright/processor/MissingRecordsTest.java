package org.netwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.processor.support.RecordCheck;

/** Networks that take records that another processor generates, or that do not exist. */
class MissingRecordsTest {
  private static final JavaFileObject NETWORK =
      JavaFileObjects.forSourceString(
          "networks.Net",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          @SuppressWarnings("netwright.target-among-features")
          class Net {
            @Features(Rec.class) Layer rec;
            @CrossEntropy(classes = Kind.class) Layer y;
          }
          """);

  @TempDir private Path folder;

  /** Writes a record and an enum, one in each round. */
  @SupportedAnnotationTypes("*")
  private static final class Writing extends AbstractProcessor {
    private final List<String> names = new ArrayList<>(List.of("Rec", "Inner", "Kind"));
    private final String ofRecord;

    Writing(String ofRecord) {
      this.ofRecord = ofRecord;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!names.isEmpty()) {
        String name = names.remove(0);
        String text =
            switch (name) {
              case "Rec" -> "record Rec(int x, java.util.Optional<Inner> inner) {}";
              case "Inner" -> "record Inner(" + ofRecord + ", Kind kind) {}";
              default -> "enum Kind { ONE, TWO }";
            };
        try (Writer writer =
            processingEnv.getFiler().createSourceFile("networks." + name).openWriter()) {
          writer.write("package networks;\n" + text);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }

  @Test
  void waitsForRecordsThatAnotherProcessorGenerates() {
    CompiledNetwork compiled =
        NetworkCompilation.of(List.of(NETWORK), new Writing("int y")).networks().get(0);
    assertThat(RecordCheck.check(compiled, folder, 1)).containsEntry("rec", 1 + 2 + 3);
  }

  @Test
  void showsWhatIsWrongWithAGeneratedRecordInItsSource() {
    assertThat(
            NetworkCompilation.of(List.of(NETWORK), new Writing("char letter"))
                .result()
                .errors()
                .stream()
                .map(error -> error.getSource().getName() + " " + error.getColumnNumber()))
        .singleElement()
        .asString()
        .endsWith("networks/Inner.java 19");
  }

  @Test
  void theCompilerAloneReportsTypesThatNobodyGenerates() {
    String source =
        """
        package networks;

        import java.time.*;
        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        class Net {
          @Network static class A { @Features(Missing.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class B { @Features(R1.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class C { @Features(R2.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class D { @Features(R3.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class E { @Features(R4.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class F { @Features(R5.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class G { @Features(R6.class) Layer r; @CrossEntropy(classes = Missing.class) Layer y; }
          @Network static class H { @Features(R7.class) Layer r; @Linear(1) @MeanSquaredError Layer y; }
          @Network static class I { @Features Layer r; @Linear(1) @MeanSquaredError Layer y; }
          record R1(int x, Missing m, char c) {}
          record R2(int x, java.util.Optional<Missing> m, char c) {}
          record R3(int x, java.util.List<? extends Missing[]> m, char c) {}
          record R4(R1 inner, char c) {}
          record R5(@Calendar(CalendarPart.SOMEDAY) LocalDate day, char c) {}
          record R6(int x, @Ignore Missing m) {}
          record R7(@Calendar(value = CalendarPart.HOUR, zone = Missing.ZONE) Instant time, char c) {}
        }
        """;
    List<String> said =
        CompiledNetwork.compile("Net", source).errors().stream()
            .map(error -> error.getMessage(Locale.ROOT).lines().findFirst().orElseThrow())
            .distinct()
            .toList();
    assertThat(said)
        .isSubsetOf(
            "cannot find symbol",
            "an enum annotation value must be an enum constant",
            "annotation @org.netwright.annotations.Features is missing a default value for the"
                + " element 'value'")
        .contains("cannot find symbol");
  }

  /** javac 17 shows processors no annotation that it does not find. */
  @Test
  void suggestsTheMostSimilarAnnotationOfComponents() {
    String source =
        """
        package networks;

        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        class Net {
          @Features(Rec.class) Layer rec;
          @Linear(1) @MeanSquaredError Layer y;

          record Rec(int x, Inner inner) {}

          record Inner(@Lenght(3) float[] floats) {}
        }
        """;
    Stream<String> said =
        CompiledNetwork.compile("Net", source).errors().stream()
            .map(error -> error.getLineNumber() + " " + error.getMessage(Locale.ROOT))
            .filter(message -> !message.contains("cannot find symbol"));
    assertThat(said)
        .containsExactly(
            Runtime.version().feature() < 25
                ? "13 The component floats of Inner is a float[]. Set how many numbers it has, as in"
                    + " @Length(3), or leave it out with @Ignore. [netwright.component-needs-length]"
                : "13 The annotation @Lenght cannot be found. Did you mean @Length?"
                    + " [netwright.unknown-annotation]");
  }
}
