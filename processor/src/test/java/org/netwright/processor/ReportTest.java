package org.netwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.util.Locale;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;

/** What {@code -Anetwright.report=true} prints and writes. */
class ReportTest {
  private static final JavaFileObject NETWORK =
      JavaFileObjects.forSourceString(
          "networks.Digits",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          class Digits {
            @Input(64) Layer pixels;
            @Linear(32) @Relu @L2(1e-4) @Dropout(0.1) Layer hidden;
            @Linear(value = 10, bias = false) @CrossEntropy Layer digit;
          }
          """);

  @Test
  void theTableContainsTheCostsOfEachLayer() {
    String note =
        compile("-Anetwright.report=true").diagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Kind.NOTE)
            // javac indents all lines but the first.
            .map(diagnostic -> diagnostic.getMessage(Locale.ROOT).replace("\n  ", "\n"))
            .findFirst()
            .orElseThrow();
    // Training: 64 of x, 10 of y, 32 each of relu, dropout and mask, 10 each of digit and gradient.
    assertThat(note)
        .isEqualTo(
            """
            Digits
            layer   output    parameters  multiply-adds  parameter bytes  output bytes
            pixels  [n × 64]           0              0                0           256  input
            hidden  [n × 32]       2,080          2,048            8,320           128  linear, relu, dropout
            digit   [n × 10]         320            320            1,280            40  linear, crossEntropy
            total                  2,400          2,368            9,600           424
            In addition to the parameters, the prediction of one example takes 424 bytes, and training takes 760 for each example of a mini-batch. Layers share memory where possible. All sizes are for float32.""");
  }

  @Test
  void filesAreWrittenNextToTheTrainer() throws IOException {
    Compilation compilation = compile("-Anetwright.report=true");
    JsonObject json = JsonParser.parseString(read(compilation, "json")).getAsJsonObject();
    assertThat(json.get("parameters").getAsLong()).isEqualTo(2400);
    assertThat(json.get("trainingBytesPerExample").getAsLong()).isEqualTo(760);
    JsonArray layers = json.getAsJsonArray("layers");
    assertThat(layers).hasSize(3);
    assertThat(layers.get(1).getAsJsonObject().get("output").getAsJsonArray().get(0).getAsInt())
        .isEqualTo(32);
    assertThat(read(compilation, "md"))
        .startsWith("# Digits\n\n```mermaid\nflowchart TD\n")
        .contains("  l1[\"hidden<br>linear, relu, dropout<br>2,080 parameters\"]\n")
        .contains("  l0 -- \"[n × 64]\" --> l1\n")
        .contains("| hidden | [n × 32] | 2,080 | 2,048 | 8,320 | 128 | linear, relu, dropout |\n");
    assertThat(read(compilation, "dot"))
        .startsWith("digraph \"Digits\" {\n")
        .contains("  l2 [label=\"digit\\nlinear, crossEntropy\\n320 parameters\"];\n")
        .contains("  l1 -> l2 [label=\"[n × 32]\"];\n");
  }

  /** Images, signals and branches: each arrow has the shape of what the layer reads. */
  @Test
  void arrowsHaveTheShapesOfImagesAndSignals() throws IOException {
    Compilation compilation =
        compile(
            JavaFileObjects.forSourceString(
                "networks.Digits",
                """
                package networks;

                import org.netwright.annotations.*;
                import org.netwright.runtime.*;

                @Network
                class Digits {
                  @Input({3, 8, 6}) Layer image;
                  @Conv2d(4) @BatchNorm @Relu Layer edges;
                  @DepthwiseConv2d @Relu Layer depthwise;
                  @Conv2d(4) @Add("edges") @Relu Layer residual;
                  @MaxPool2d(2) Layer smaller;
                  @Reshape({4, 12}) @Conv1d(value = 5, stride = 2) @Relu Layer signal;
                  @GlobalMaxPool Layer pooled;
                  @Linear(10) @CrossEntropy Layer digit;
                  @After("smaller") @Flatten @Linear(1) @MeanSquaredError Layer size;
                }
                """),
            "-Anetwright.report=true");
    assertThat(read(compilation, "dot").lines().filter(line -> line.contains(" -> ")))
        .containsExactly(
            "  l0 -> l1 [label=\"[n × 3 × 8 × 6]\"];",
            "  l1 -> l2 [label=\"[n × 4 × 8 × 6]\"];",
            "  l2 -> l3 [label=\"[n × 4 × 8 × 6]\"];",
            "  l1 -> l3 [label=\"[n × 4 × 8 × 6]\"];",
            "  l3 -> l4 [label=\"[n × 4 × 8 × 6]\"];",
            "  l4 -> l5 [label=\"[n × 4 × 4 × 3]\"];",
            "  l5 -> l6 [label=\"[n × 5 × 6]\"];",
            "  l6 -> l7 [label=\"[n × 5]\"];",
            "  l4 -> l8 [label=\"[n × 4 × 4 × 3]\"];");
    assertThat(read(compilation, "md"))
        .contains(
            "  l0[\"image<br>input\"]\n",
            "  l1[\"edges<br>convolution, batchNorm, relu<br>120 parameters\"]\n",
            "  l0 -- \"[n × 3 × 8 × 6]\" --> l1\n",
            "  l5 -- \"[n × 5 × 6]\" --> l6\n",
            "  l4 -- \"[n × 4 × 4 × 3]\" --> l8\n");
    JsonArray layers =
        JsonParser.parseString(read(compilation, "json"))
            .getAsJsonObject()
            .getAsJsonArray("layers");
    assertThat(layers.get(4).getAsJsonObject().get("output").toString()).isEqualTo("[4,4,3]");
  }

  /** The gates and states of all steps, which the gradient needs, are most of the memory. */
  @Test
  void whatRecurrentLayersKeepIsCounted() throws IOException {
    Compilation compilation =
        compile(
            JavaFileObjects.forSourceString(
                "networks.Digits",
                """
                package networks;

                import org.netwright.annotations.*;
                import org.netwright.runtime.*;

                @Network
                class Digits {
                  @Input({50, 64}) Layer x;
                  @Lstm(128) Layer last;
                  @Linear(10) @CrossEntropy Layer digit;
                }
                """),
            "-Anetwright.report=true");
    JsonObject json = JsonParser.parseString(read(compilation, "json")).getAsJsonObject();
    int x = 50 * 64;
    int kept = 50 * (4 + 2) * 128 + 128;
    assertThat(json.get("predictionBytesPerExample").getAsLong()).isEqualTo(4L * (x + 128 + 10));
    // The gradient of the last state has the memory of that state; logits have one of their own.
    assertThat(json.get("trainingBytesPerExample").getAsLong())
        .isEqualTo(4L * (x + 10 + kept + 128 + 10 + 10));
  }

  @Test
  void numbersForProgramsDoNotDependOnTheLocale() throws IOException {
    Locale before = Locale.getDefault();
    String inEnglish = read(compile("-Anetwright.report=true"), "json");
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      Compilation compilation = compile("-Anetwright.report=true");
      assertThat(read(compilation, "json")).isEqualTo(inEnglish);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void nothingIsWrittenWithoutTheOption() {
    Compilation compilation = compile();
    assertThat(compilation.diagnostics()).isEmpty();
    assertThat(compilation.generatedFiles())
        .noneMatch(file -> file.getName().matches(".*\\.(md|json|dot)"));
  }

  private static Compilation compile(Object... options) {
    return compile(NETWORK, options);
  }

  private static Compilation compile(JavaFileObject network, Object... options) {
    Compilation compilation =
        javac().withProcessors(new NetwrightProcessor()).withOptions(options).compile(network);
    assertThat(compilation).succeeded();
    return compilation;
  }

  private static String read(Compilation compilation, String extension) throws IOException {
    return compilation
        .generatedFile(StandardLocation.SOURCE_OUTPUT, "networks", "DigitsTrainer." + extension)
        .orElseThrow()
        .getCharContent(false)
        .toString();
  }
}
