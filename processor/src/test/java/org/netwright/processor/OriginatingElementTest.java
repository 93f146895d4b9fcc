package org.netwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.lang.model.element.Element;
import org.junit.jupiter.api.Test;
import org.netwright.processor.support.InterceptedProcessor;

/** Each file that is written names the one class that it comes from: Gradle relies on it. */
class OriginatingElementTest {
  private static final String NETWORK =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.*;

      @Network
      class %s {
        @Input(4) Layer x;
        @Linear(3) @MeanSquaredError Layer y;
      }
      """;

  private final List<String> files = new ArrayList<>();

  @Test
  void isTheNetwork() {
    assertThat(
            javac()
                .withProcessors(new InterceptedProcessor(this::takeDown))
                .withOptions("-Anetwright.report=true")
                .compile(
                    JavaFileObjects.forSourceString("networks.One", NETWORK.formatted("One")),
                    JavaFileObjects.forSourceString("networks.Two", NETWORK.formatted("Two"))))
        .succeeded();
    assertThat(files)
        .containsExactlyInAnyOrder(
            "networks.OneTrainer from [networks.One]",
            "networks.OneModel from [networks.One]",
            "OneTrainer.md from [networks.One]",
            "OneTrainer.json from [networks.One]",
            "OneTrainer.dot from [networks.One]",
            "networks.TwoTrainer from [networks.Two]",
            "networks.TwoModel from [networks.Two]",
            "TwoTrainer.md from [networks.Two]",
            "TwoTrainer.json from [networks.Two]",
            "TwoTrainer.dot from [networks.Two]");
  }

  /** Not a record that it takes, even one of another file. */
  @Test
  void isTheNetworkForWhatTakesRecordsToo() {
    assertThat(
            javac()
                .withProcessors(new InterceptedProcessor(this::takeDown))
                .compile(
                    JavaFileObjects.forSourceString(
                        "networks.Net",
                        NETWORK
                            .formatted("Net")
                            .replace("@Input(4) Layer x;", "@Features(Row.class) Layer x;")),
                    JavaFileObjects.forSourceString(
                        "networks.Row", "package networks;\nrecord Row(int a, int b) {}")))
        .succeeded();
    assertThat(files)
        .containsExactlyInAnyOrder(
            "networks.NetEncoder from [networks.Net]",
            "networks.NetTrainer from [networks.Net]",
            "networks.NetModel from [networks.Net]");
  }

  /** The name is the last text, the origins are the last argument. */
  private void takeDown(Object[] arguments) {
    Element[] origins = (Element[]) arguments[arguments.length - 1];
    String name =
        Arrays.stream(arguments)
            .filter(CharSequence.class::isInstance)
            .reduce((first, second) -> second)
            .orElseThrow()
            .toString();
    files.add(name + " from " + Arrays.toString(origins));
  }
}
