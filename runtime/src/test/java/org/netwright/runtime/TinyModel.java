package org.netwright.runtime;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** A model as the generator writes them, of what {@link TinyTrainer} trains. */
final class TinyModel extends Model {
  private final TargetEncoding encoding;

  private TinyModel(Path file, Engine engine, TargetEncoding encoding) throws IOException {
    super(TinyTrainer.Tiny.class, layout(), file, engine);
    this.encoding = encoding;
  }

  static TinyModel load(Path file) throws IOException {
    return load(file, fastestEngine(), TargetEncoding.VALUES);
  }

  static TinyModel load(Path file, Engine engine, TargetEncoding encoding) throws IOException {
    return new TinyModel(file, engine, encoding);
  }

  private static ModelLayout layout() {
    ModelLayout.Builder layout = ModelLayout.builder();
    layout.layer("features", "input [n × 3]");
    layout.layer("hidden", "linear, relu");
    layout.weight("hidden.weight", 3, 5);
    layout.bias("hidden.bias", 5);
    layout.layer("predict", "linear");
    layout.weight("predict.weight", 5, 2);
    return layout.build();
  }

  @Override
  protected InferencePass newPass() {
    return new Pass(this);
  }

  private static final class Pass extends InferencePass {
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor predictWeight;
    private final BatchTensor features;
    private final BatchTensor hidden;
    private final BatchTensor predict;

    private Pass(TinyModel model) {
      super(model);
      hiddenWeight = parameter("hidden.weight");
      hiddenBias = parameter("hidden.bias");
      predictWeight = parameter("predict.weight");
      features = input("features", 3);
      hidden = tensor(5);
      predict = tensor(2);
      output(model.encoding, "predict", predict);
    }

    @Override
    protected BatchTensor infer(int n) {
      kernels.linear(features, hiddenWeight, hiddenBias, hidden, n);
      kernels.relu(hidden, hidden, n);
      kernels.linear(hidden, predictWeight, predict, n);
      return predict;
    }
  }
}
