package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;

/** A model of what {@link WalkTrainer} trains. */
final class WalkModel extends SequenceModel {
  private WalkModel(ModelFile file, Engine engine, Walk.Form form) throws IOException {
    super(Walk.class, Walk.layout(form), parts -> new Pass(parts, form), file, engine);
  }

  static WalkModel load(Path file, Engine engine, Walk.Form form) throws IOException {
    return new WalkModel(ModelFile.open(file), engine, form);
  }

  private static final class Pass extends InferencePass {
    private final Walk.State state;

    private Pass(InferenceParts parts, Walk.Form form) {
      super(parts);
      state = new Walk.State(parts, form);
      state.output(parts);
    }

    @Override
    public void infer(int n) {
      state.infer(kernels, n);
    }
  }
}
