package org.netwright.benchmarks.compiler;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The source of a network of many layers: linear, relu, L2, each of the same width. */
record LongNetwork(int layers, int width) implements Source {

  @Override
  public String name() {
    return "Layers" + layers;
  }

  @Override
  public String text() {
    String hidden =
        IntStream.range(1, layers)
            .mapToObj(i -> "  @Linear(%d) @Relu @L2(1e-4) public Layer l%d;\n".formatted(width, i))
            .collect(Collectors.joining());
    return """
        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        @Sgd(learningRate = 1e-7)
        public class %s {
          @Input(%d) public Layer x;
        %s  @Linear(1) @MeanSquaredError public Layer y;
        }
        """
        .formatted(name(), width, hidden);
  }
}
