package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.TargetEncoding;

/** A model of what {@link PicturesTrainer} trains. */
final class PicturesModel extends Model {
  private PicturesModel(ModelFile file, Engine engine, int classes, long... shape)
      throws IOException {
    super(
        PicturesTrainer.Pictures.class,
        PicturesTrainer.layout(classes, shape),
        parts -> new Pass(parts, classes, shape),
        file,
        engine);
  }

  static PicturesModel load(Path file, Engine engine, int classes, long... shape)
      throws IOException {
    return new PicturesModel(ModelFile.open(file), engine, classes, shape);
  }

  private static final class Pass extends InferencePass {
    private final PicturesTrainer.State state;

    private Pass(InferenceParts parts, int classes, long... shape) {
      super(parts);
      state = new PicturesTrainer.State(parts, classes, shape);
      parts.output(TargetEncoding.CLASSES, "predict", state.output);
    }

    @Override
    public void infer(int n) {
      kernels.linear(state.flat, state.weight, state.output, n);
    }
  }
}
