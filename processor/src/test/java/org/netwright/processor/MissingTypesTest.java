package org.netwright.processor;

import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.processor.support.NetworkCompilation;
import org.netwright.runtime.Trainer;

/** Networks that refer to classes that another processor generates, or that do not exist. */
class MissingTypesTest {
  private static final JavaFileObject NETWORK =
      JavaFileObjects.forSourceString(
          "networks.Net",
          """
          package networks;

          import org.netwright.annotations.*;
          import org.netwright.runtime.*;

          @Network
          class Net {
            @Input(Sizes.IN) Layer x;
            @Linear(Sizes.HIDDEN) @Relu @Penalty(Quartic.class) Layer hidden;
            @Linear(1) @Penalty(Derived.class) @MeanSquaredError Layer y;
          }
          """);

  private static final JavaFileObject DERIVED =
      JavaFileObjects.forSourceString(
          "networks.Derived", "package networks;\nclass Derived extends Quartic {}\n");

  /** Writes what the network refers to, one class in each round. */
  @SupportedAnnotationTypes("*")
  private static final class Writing extends AbstractProcessor {
    private int rounds;

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      rounds++;
      if (rounds == 1) {
        write("Sizes", "interface Sizes { int IN = 3; int HIDDEN = 4; }");
      } else if (rounds == 2) {
        write(
            "Quartic",
            """
            class Quartic implements org.netwright.runtime.ParameterPenalty {
              public double value(org.nd4j.linalg.api.ndarray.INDArray p) { return 0; }
              public void gradient(
                  org.nd4j.linalg.api.ndarray.INDArray p, org.nd4j.linalg.api.ndarray.INDArray g) {}
            }
            """);
      }
      return false;
    }

    private void write(String name, String text) {
      try (Writer writer =
          processingEnv.getFiler().createSourceFile("networks." + name).openWriter()) {
        writer.write("package networks;\n" + text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void waitsForClassesThatAnotherProcessorGenerates() {
    CompiledNetwork network =
        NetworkCompilation.of(List.of(NETWORK, DERIVED), new Writing()).networks().get(0);
    try (Trainer<?> trainer = network.builder().build()) {
      assertThat(trainer.layerNamed("hidden").weight().shape()).containsExactly(3, 4);
    }
  }

  @Test
  void theCompilerReportsClassesThatNobodyGenerates() {
    Compilation compilation =
        javac().withProcessors(new NetwrightProcessor()).compile(NETWORK, DERIVED);
    assertThat(compilation.status()).isEqualTo(Compilation.Status.FAILURE);
    assertThat(messages(compilation))
        .isNotEmpty()
        .allMatch(m -> m.startsWith("cannot find symbol"));
  }

  /** javac 17 shows processors no annotation that it does not find, javac 25 does. */
  @Test
  void suggestsTheMostSimilarAnnotation() {
    Compilation compilation =
        javac()
            .withProcessors(new NetwrightProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "networks.Net",
                    """
                    package networks;

                    import org.netwright.annotations.Input;
                    import org.netwright.annotations.Linear;
                    import org.netwright.annotations.Network;
                    import org.netwright.runtime.Layer;

                    @Network
                    class Net {
                      @Input(4) Layer x;
                      @Liner(3) Layer hidden;
                      @Linear(3) @Whatever @MeanSquaredError Layer y;
                    }
                    """));
    List<String> expected =
        Runtime.version().feature() < 25
            ? List.of(
                "Net has no loss. Add one to its last layer y: @MeanSquaredError,"
                    + " @MeanAbsoluteError, @Huber, @CrossEntropy or @BinaryCrossEntropy."
                    + " [netwright.no-loss]",
                "hidden is a Layer field, but no annotation defines what it does. Add one, such as"
                    + " @Input, @Linear or @Relu, or remove the field. [netwright.field-says-nothing]")
            : List.of(
                "The annotation @Liner cannot be found. Did you mean @Linear?"
                    + " [netwright.unknown-annotation]",
                "The annotation @MeanSquaredError cannot be found."
                    + " Import org.netwright.annotations.MeanSquaredError."
                    + " [netwright.unknown-annotation]");
    assertThat(messages(compilation))
        .filteredOn(message -> !message.startsWith("cannot find symbol"))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void errorsElsewhereInTheFileDoNotPreventGeneration() {
    Compilation compilation =
        javac()
            .withProcessors(new NetwrightProcessor())
            .compile(
                JavaFileObjects.forSourceString(
                    "networks.Net",
                    """
                    package networks;

                    import org.netwright.annotations.*;
                    import org.netwright.runtime.*;

                    @Network
                    class Net {
                      @Input(4) Layer x;
                      @Linear(3) @MeanSquaredError Layer y;
                      Missing z;
                      int number() { return "text"; }
                    }

                    class Other extends Gone {
                      NetTrainer trainer = NetTrainer.create();
                    }
                    """));
    assertThat(messages(compilation))
        .allMatch(m -> m.startsWith("cannot find symbol") || m.startsWith("incompatible types"))
        .noneMatch(m -> m.contains("NetTrainer"));
  }

  private static List<String> messages(Compilation compilation) {
    return compilation.diagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
        .toList();
  }
}
