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
 * Predicts with a saved {@link Signals}, which has 128 parameters. It is thread-safe.
 *
 * <pre>
 * signal   [n × 2 × 9]      input
 * scaled   [n × 2 × 9 × 1]  reshape(2x9x1), batchNorm(1.0E-5)
 * first    [n × 4 × 5]      reshape(2x9), convolution(1x3, stride 1x2, padding 0x1), groupNorm(groups 2, 1.0E-5), relu
 * second   [n × 4 × 2]      convolution(1x2, groups 4, padding after 0x1), tanh, maxPool(1x2, stride 1x2)
 * third    [n × 4 × 2]      upsample(columns 2), transposedConvolution(1x2), averagePool(1x2, stride 1x2)
 * pooled   [n × 4]          globalMaxPool
 * hidden   [n × 3]          linear, rmsNorm(1.1920928955078125E-7)
 * normed   [n × 3]          linear, batchNorm(1.0E-5)
 * predict  [n × 2]          linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class SignalsModel extends Model {
  private SignalsModel(ModelFile file, Engine engine) throws IOException {
    super(Signals.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link SignalsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SignalsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SignalsTrainer#save} wrote, from a URL such as that of a resource in a jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SignalsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SignalsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SignalsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link SignalsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SignalsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link SignalsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static SignalsModel load(ModelFile file, Engine engine) throws IOException {
    return new SignalsModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("signal", "input", 2, 9);
    layout.layer("scaled", "reshape(2x9x1), batchNorm(1.0E-5)", 2, 9, 1);
    layout.parameter("scaled.scale", ParameterRole.SCALE, 2);
    layout.parameter("scaled.shift", ParameterRole.BIAS, 2);
    layout.state("scaled.mean", Initializer.ZEROS, 2);
    layout.state("scaled.variance", Initializer.ONES, 2);
    layout.layer(
        "first",
        "reshape(2x9), convolution(1x3, stride 1x2, padding 0x1), groupNorm(groups 2, 1.0E-5), relu",
        4, 5);
    layout.parameter("first.weight", ParameterRole.WEIGHT, 4, 2, 3);
    layout.parameter("first.bias", ParameterRole.BIAS, 4);
    layout.parameter("first.scale", ParameterRole.SCALE, 4);
    layout.parameter("first.shift", ParameterRole.BIAS, 4);
    layout.layer(
        "second", "convolution(1x2, groups 4, padding after 0x1), tanh, maxPool(1x2, stride 1x2)",
        4, 2);
    layout.parameter("second.weight", ParameterRole.WEIGHT, 4, 1, 2);
    layout.parameter("second.bias", ParameterRole.BIAS, 4);
    layout.layer(
        "third", "upsample(columns 2), transposedConvolution(1x2), averagePool(1x2, stride 1x2)",
        4, 2);
    layout.parameter("third.weight", ParameterRole.WEIGHT, 4, 4, 2);
    layout.layer("pooled", "globalMaxPool", 4);
    layout.layer("hidden", "linear, rmsNorm(1.1920928955078125E-7)", 3);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 4, 3);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 3);
    layout.parameter("hidden.scale", ParameterRole.SCALE, 3);
    layout.layer("normed", "linear, batchNorm(1.0E-5)", 3);
    layout.parameter("normed.weight", ParameterRole.WEIGHT, 3, 3);
    layout.parameter("normed.bias", ParameterRole.BIAS, 3);
    layout.parameter("normed.scale", ParameterRole.SCALE, 3);
    layout.parameter("normed.shift", ParameterRole.BIAS, 3);
    layout.state("normed.mean", Initializer.ZEROS, 3);
    layout.state("normed.variance", Initializer.ONES, 3);
    layout.foldBatchNorm("normed", "normed", 1, 1.0E-5);
    layout.layer("predict", "linear", 2);
    layout.parameter("predict.weight", ParameterRole.WEIGHT, 3, 2);
    layout.parameter("predict.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private static final Window WINDOW_1X3_STRIDE_1X2_PADDING_0X1 =
        Window.of(1, 3).stride(1, 2).padding(0, 1);
    private static final Window WINDOW_1X2 = Window.of(1, 2);
    private static final Window WINDOW_1X2_STRIDE_1X2 = Window.of(1, 2).stride(1, 2);

    private final ParameterTensor scaledScale;
    private final ParameterTensor scaledShift;
    private final ParameterTensor firstWeight;
    private final ParameterTensor firstBias;
    private final ParameterTensor firstScale;
    private final ParameterTensor firstShift;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondBias;
    private final ParameterTensor thirdWeight;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor hiddenScale;
    private final ParameterTensor normedWeight;
    private final ParameterTensor normedShift;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;
    private final ParameterTensor scaledMean;
    private final ParameterTensor scaledVariance;

    private final BatchTensor signal;
    private final BatchTensor scaled;
    private final BatchTensor firstUnnormalized;
    private final BatchTensor first;
    private final BatchTensor secondUnpooled;
    private final BatchTensor second;
    private final BatchTensor thirdReshaped;
    private final BatchTensor thirdUnpooled;
    private final BatchTensor third;
    private final BatchTensor pooled;
    private final BatchTensor hiddenUnnormalized;
    private final BatchTensor hidden;
    private final BatchTensor normed;
    private final BatchTensor predict;
    private final BatchTensor scaledUnnormalized;
    private final BatchTensor firstReshaped;

    private Pass(InferenceParts parts) {
      super(parts);

      scaledScale = parts.parameter("scaled.scale");
      scaledShift = parts.parameter("scaled.shift");
      firstWeight = parts.parameter("first.weight");
      firstBias = parts.parameter("first.bias");
      firstScale = parts.parameter("first.scale");
      firstShift = parts.parameter("first.shift");
      secondWeight = parts.parameter("second.weight");
      secondBias = parts.parameter("second.bias");
      thirdWeight = parts.parameter("third.weight");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      hiddenScale = parts.parameter("hidden.scale");
      normedWeight = parts.parameter("normed.weight");
      normedShift = parts.parameter("normed.shift");
      predictWeight = parts.parameter("predict.weight");
      predictBias = parts.parameter("predict.bias");
      scaledMean = parts.state("scaled.mean");
      scaledVariance = parts.state("scaled.variance");

      signal = parts.input("signal", 2, 9);
      scaled = parts.tensor(2, 9, 1);
      firstUnnormalized = parts.tensor(4, 5);
      // These share the memory of values that are no longer needed.
      first = scaled.sharing(4, 5);
      secondUnpooled = firstUnnormalized.sharing(4, 5);
      second = first.sharing(4, 2);
      thirdReshaped = secondUnpooled.sharing(4, 4);
      thirdUnpooled = second.sharing(4, 5);
      third = thirdReshaped.sharing(4, 2);
      pooled = thirdUnpooled.sharing(4);
      hiddenUnnormalized = third.sharing(3);
      hidden = pooled.sharing(3);
      normed = hiddenUnnormalized.sharing(3);
      predict = hidden.sharing(2);
      scaledUnnormalized = signal.sharing(2, 9, 1);
      firstReshaped = scaled.sharing(2, 9);

      parts.output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    public void infer(int n) {
      // scaled = batchNorm(reshape(signal)): [n × 2 × 9] → [n × 2 × 9 × 1]
      kernels.normalize(
          scaledUnnormalized, scaledScale, scaledShift, scaledMean, scaledVariance, true, 1.0E-5,
          scaled, n);
      // first = relu(groupNorm(reshape(scaled) ∗ W + b)): [n × 2 × 9 × 1] ∗ [4 × 2 × 3] → [n × 4 ×
      // 5]
      kernels.convolution(
          firstReshaped, firstWeight, firstBias, WINDOW_1X3_STRIDE_1X2_PADDING_0X1, 1,
          firstUnnormalized, n);
      kernels.groupNorm(firstUnnormalized, firstScale, firstShift, 2, 1.0E-5, first, n);
      kernels.relu(first, first, n);
      // second = maxPool(tanh(first ∗ W + b)): [n × 4 × 5] ∗ [4 × 1 × 2] → [n × 4 × 2]
      kernels.convolution(first, secondWeight, secondBias, WINDOW_1X2, 4, secondUnpooled, n);
      kernels.tanh(secondUnpooled, secondUnpooled, n);
      kernels.maxPool(secondUnpooled, WINDOW_1X2_STRIDE_1X2, second, n);
      // third = averagePool(upsample(second) ∗ᵀ W): [n × 4 × 2] ∗ᵀ [4 × 4 × 2] → [n × 4 × 2]
      kernels.upsample(second, 1, 2, thirdReshaped, n);
      kernels.convolutionInputGradient(thirdReshaped, thirdWeight, WINDOW_1X2, 1, thirdUnpooled, n);
      kernels.averagePool(thirdUnpooled, WINDOW_1X2_STRIDE_1X2, true, third, n);
      // pooled = globalMaxPool(third): [n × 4 × 2] → [n × 4]
      kernels.globalMaxPool(third, true, pooled, n);
      // hidden = rmsNorm(pooled · W + b): [n × 4] · [4 × 3] → [n × 3]
      kernels.linear(pooled, hiddenWeight, hiddenBias, hiddenUnnormalized, n);
      kernels.rmsNorm(hiddenUnnormalized, hiddenScale, 1.1920928955078125E-7, hidden, n);
      // normed = hidden · W + b: [n × 3] · [3 × 3] → [n × 3]
      kernels.linear(hidden, normedWeight, normedShift, normed, n);
      // predict = normed · W + b: [n × 3] · [3 × 2] → [n × 2]
      kernels.linear(normed, predictWeight, predictBias, predict, n);
    }
  }
}
