package networks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Path;
import javax.annotation.processing.Generated;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.Model;
import org.netwright.runtime.ModelFile;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.GeneratedModel;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.generated.Window;

/**
 * Predicts with a saved {@link Residual}, which has 242 parameters. It is thread-safe.
 *
 * <pre>
 * pixels    [n × 32]         input
 * x         [n × 3 × 4 × 4]  reshape(2x4x4), convolution(1x1)
 * inner     [n × 3 × 4 × 4]  convolution(3x3, padding 1x1), batchNorm(1.0E-5), relu
 * sum       [n × 3 × 4 × 4]  convolution(3x3, padding 1x1), batchNorm(1.0E-5), add, relu
 * features  [n × 2]          upsample(rows 2, columns 2), convolution(3x3, stride 2x2, padding after 1x1), relu, globalAveragePool
 * classes   [n × 3]          linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class ResidualModel extends Model {
  private ResidualModel(ModelFile file, Engine engine) throws IOException {
    super(Residual.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link ResidualTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ResidualModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ResidualTrainer#save} wrote, from a URL such as that of a resource in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ResidualModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ResidualTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ResidualModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ResidualTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ResidualModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link ResidualTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ResidualModel load(ModelFile file, Engine engine) throws IOException {
    return new ResidualModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("pixels", "input", 32);
    layout.layer("x", "reshape(2x4x4), convolution(1x1)", 3, 4, 4);
    layout.parameter("x.weight", ParameterRole.WEIGHT, 3, 2, 1, 1);
    layout.parameter("x.bias", ParameterRole.BIAS, 3);
    layout.layer("inner", "convolution(3x3, padding 1x1), batchNorm(1.0E-5), relu", 3, 4, 4);
    layout.parameter("inner.weight", ParameterRole.WEIGHT, 3, 3, 3, 3);
    layout.parameter("inner.scale", ParameterRole.SCALE, 3);
    layout.parameter("inner.shift", ParameterRole.BIAS, 3);
    layout.state("inner.mean", Initializer.ZEROS, 3);
    layout.state("inner.variance", Initializer.ONES, 3);
    layout.foldBatchNorm("inner", "inner", 0, 1.0E-5);
    layout.layer("sum", "convolution(3x3, padding 1x1), batchNorm(1.0E-5), add, relu", 3, 4, 4);
    layout.parameter("sum.weight", ParameterRole.WEIGHT, 3, 3, 3, 3);
    layout.state("sum.mean", Initializer.ZEROS, 3);
    layout.state("sum.variance", Initializer.ONES, 3);
    layout.foldBatchNorm("sum", "sum", 0, 1.0E-5);
    layout.layer(
        "features",
        "upsample(rows 2, columns 2), convolution(3x3, stride 2x2, padding after 1x1), relu, globalAveragePool",
        2);
    layout.parameter("features.weight", ParameterRole.WEIGHT, 2, 3, 3, 3);
    layout.parameter("features.bias", ParameterRole.BIAS, 2);
    layout.layer("classes", "linear", 3);
    layout.parameter("classes.weight", ParameterRole.WEIGHT, 2, 3);
    layout.parameter("classes.bias", ParameterRole.BIAS, 3);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private static final Window WINDOW_1X1 = Window.of(1, 1);
    private static final Window WINDOW_3X3_PADDING_1X1 = Window.of(3, 3).padding(1, 1);
    private static final Window WINDOW_3X3_STRIDE_2X2 = Window.of(3, 3).stride(2, 2);

    private final ParameterTensor xWeight;
    private final ParameterTensor xBias;
    private final ParameterTensor innerWeight;
    private final ParameterTensor innerShift;
    private final ParameterTensor sumWeight;
    private final ParameterTensor featuresWeight;
    private final ParameterTensor featuresBias;
    private final ParameterTensor classesWeight;
    private final ParameterTensor classesBias;
    private final ParameterTensor sumMean;

    private final BatchTensor pixels;
    private final BatchTensor x;
    private final BatchTensor inner;
    private final BatchTensor sum;
    private final BatchTensor featuresReshaped;
    private final BatchTensor featuresUnpooled;
    private final BatchTensor features;
    private final BatchTensor classes;
    private final BatchTensor xReshaped;

    private Pass(InferenceParts parts) {
      super(parts);

      xWeight = parts.parameter("x.weight");
      xBias = parts.parameter("x.bias");
      innerWeight = parts.parameter("inner.weight");
      innerShift = parts.parameter("inner.shift");
      sumWeight = parts.parameter("sum.weight");
      featuresWeight = parts.parameter("features.weight");
      featuresBias = parts.parameter("features.bias");
      classesWeight = parts.parameter("classes.weight");
      classesBias = parts.parameter("classes.bias");
      sumMean = parts.state("sum.mean");

      pixels = parts.input("pixels", 32);
      x = parts.tensor(3, 4, 4);
      inner = parts.tensor(3, 4, 4);
      sum = parts.tensor(3, 4, 4);
      // These share the memory of values that are no longer needed.
      featuresReshaped = x.sharing(3, 8, 8);
      featuresUnpooled = inner.sharing(2, 4, 4);
      features = featuresReshaped.sharing(2);
      classes = featuresUnpooled.sharing(3);
      xReshaped = pixels.sharing(2, 4, 4);

      parts.output(TargetEncoding.CLASSES, "classes", classes);
    }

    @Override
    public void infer(int n) {
      // x = reshape(pixels) ∗ W + b: [n × 32] ∗ [3 × 2 × 1 × 1] → [n × 3 × 4 × 4]
      kernels.convolution(xReshaped, xWeight, xBias, WINDOW_1X1, 1, x, n);
      // inner = relu(x ∗ W + b): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] → [n × 3 × 4 × 4]
      kernels.convolution(x, innerWeight, innerShift, WINDOW_3X3_PADDING_1X1, 1, inner, n);
      kernels.relu(inner, inner, n);
      // sum = relu(inner ∗ W + b + x): [n × 3 × 4 × 4] ∗ [3 × 3 × 3 × 3] → [n × 3 × 4 × 4]
      kernels.convolution(inner, sumWeight, sumMean, WINDOW_3X3_PADDING_1X1, 1, sum, n);
      kernels.add(sum, x, sum, n);
      kernels.relu(sum, sum, n);
      // features = globalAveragePool(relu(upsample(sum) ∗ W + b)): [n × 3 × 4 × 4] ∗ [2 × 3 × 3 ×
      // 3] → [n × 2]
      kernels.upsample(sum, 2, 2, featuresReshaped, n);
      kernels.convolution(
          featuresReshaped, featuresWeight, featuresBias, WINDOW_3X3_STRIDE_2X2, 1,
          featuresUnpooled, n);
      kernels.relu(featuresUnpooled, featuresUnpooled, n);
      kernels.globalAveragePool(featuresUnpooled, true, features, n);
      // classes = features · W + b: [n × 2] · [2 × 3] → [n × 3]
      kernels.linear(features, classesWeight, classesBias, classes, n);
    }
  }
}
