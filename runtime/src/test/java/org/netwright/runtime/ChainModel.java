package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.TargetEncoding;

/** A model of what {@link ChainTrainer} trains. */
final class ChainModel extends Model {
  private ChainModel(ModelFile file, Engine engine, TargetEncoding encoding) throws IOException {
    super(Chain.class, Chain.layout(), parts -> new Pass(parts, encoding), file, engine);
  }

  static ChainModel load(Path file) throws IOException {
    return load(file, Engine.fastest(DataType.FLOAT), TargetEncoding.VALUES);
  }

  static ChainModel load(Path file, Engine engine, TargetEncoding encoding) throws IOException {
    return load(ModelFile.open(file), engine, encoding);
  }

  static ChainModel load(ModelFile file, Engine engine, TargetEncoding encoding)
      throws IOException {
    return new ChainModel(file, engine, encoding);
  }

  private static final class Pass extends InferencePass {
    private final Chain.State state;

    private Pass(InferenceParts parts, TargetEncoding encoding) {
      super(parts);
      state = new Chain.State(parts);
      parts.output(encoding, "predict", state.output());
    }

    @Override
    public void infer(int n) {
      state.infer(kernels, n);
    }
  }
}
