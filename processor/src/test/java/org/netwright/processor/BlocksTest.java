package org.netwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.netwright.processor.support.CompiledNetwork;
import org.netwright.runtime.NetworkTrainer;

/** Blocks that are declared elsewhere than the networks that use them. */
class BlocksTest {
  private static final String NET =
      """
      package networks;

      import org.netwright.annotations.*;
      import org.netwright.runtime.Layer;
      import parts.Part;

      @Network
      class Net {
        @Input(4) Layer x;
        @Repeat(2) Part[] body;
        @Linear(3) @MeanSquaredError Layer y;
      }
      """;

  private static JavaFileObject part(String visibility) {
    return JavaFileObjects.forSourceString(
        "parts.Part",
        """
        package parts;

        import org.netwright.annotations.*;
        import org.netwright.runtime.Layer;

        @Block
        public class Part {
          @Input %1$s Layer x;
          @Linear(like = "x") @Relu @L2(0.1) %1$s Layer y;
        }
        """
            .formatted(visibility));
  }

  @Test
  void areUsedFromAnotherPackage() {
    CompiledNetwork network = CompiledNetwork.of("Net", NET, part("public"));
    try (NetworkTrainer<?> trainer = network.networkBuilder().build()) {
      assertThat(trainer.layerNamed("body.1.y").weight().shape()).containsExactly(4, 4);
    }
  }

  @Test
  void fieldsThatTheTrainerCannotSetAreReported() {
    Compilation compilation = CompiledNetwork.compile("Net", NET, part(""));
    assertThat(compilation)
        .hadErrorContaining(
            "x of Part cannot be set by NetTrainer, which is in another package. Make it public."
                + " [netwright.block-not-visible]");
    assertThat(compilation).hadErrorCount(2);
  }

  @Test
  void aMistakeInABlockIsReportedOnce() {
    Compilation compilation =
        CompiledNetwork.compile(
            "Net", NET.replace("parts.Part;", "parts.Part;\n"), part("private"));
    assertThat(compilation.errors().stream().map(e -> e.getMessage(null)).distinct().toList())
        .hasSameSizeAs(compilation.errors());
  }
}
