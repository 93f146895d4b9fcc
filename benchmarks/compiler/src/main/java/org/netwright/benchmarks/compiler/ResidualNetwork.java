package org.netwright.benchmarks.compiler;

/**
 * A network of many residual blocks, each layer normalisation, linear with gelu, linear and add.
 */
record ResidualNetwork(int blocks, int width) implements Source {

  @Override
  public String name() {
    return "Residual" + blocks;
  }

  @Override
  public int layers() {
    return 3 * blocks + 1;
  }

  @Override
  public String text() {
    return """
        import org.netwright.annotations.*;
        import org.netwright.runtime.*;

        @Network
        @Sgd(learningRate = 1e-7)
        public class %s {
          @Input(%d) public Layer x;
          @Repeat(%d) public Part[] body;
          @Linear(1) @MeanSquaredError public Layer y;

          @Block
          public static class Part {
            @Input public Layer x;
            @LayerNorm public Layer normed;
            @Linear(times = 2) @Gelu public Layer wide;
            @Linear(like = "x") @Add("x") public Layer sum;
          }
        }
        """
        .formatted(name(), width, blocks);
  }
}
