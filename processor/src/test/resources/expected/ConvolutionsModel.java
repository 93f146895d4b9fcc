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
 * Predicts with a saved {@link Convolutions}, which has 663 parameters. It is thread-safe.
 *
 * <pre>
 * image      [n × 2 × 7 × 6]   input
 * first      [n × 4 × 5 × 4]   convolution(3x3), relu
 * second     [n × 6 × 3 × 2]   convolution(3x2, stride 2x2, padding 1x0, groups 2), batchNorm(1.0E-5), relu
 * depthwise  [n × 12 × 3 × 2]  convolution(3x3, padding 2x2, dilation 2x2, groups 6), tanh
 * pooled     [n × 12 × 2 × 1]  maxPool(2x2)
 * larger     [n × 3 × 4 × 2]   transposedConvolution(3x3, stride 2x2, padding after 1x1), bias
 * mean       [n × 3 × 2 × 2]   averagePoolInside(2x1, stride 2x1)
 * hidden     [n × 4]           flatten, linear, sigmoid
 * predict    [n × 2]           linear
 * </pre>
 */
@Generated("org.netwright.processor.NetwrightProcessor")
@GeneratedModel
final class ConvolutionsModel extends Model {
  private ConvolutionsModel(ModelFile file, Engine engine) throws IOException {
    super(Convolutions.class, layout(), Pass::new, file, engine);
  }

  /**
   * Loads what {@link ConvolutionsTrainer#save} wrote.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ConvolutionsModel load(Path file) throws IOException {
    return load(ModelFile.open(file), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ConvolutionsTrainer#save} wrote, from a URL such as that of a resource in a
   * jar.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ConvolutionsModel load(URL url) throws IOException {
    return load(ModelFile.open(url), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ConvolutionsTrainer#save} wrote, from a stream, which the caller closes.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ConvolutionsModel load(InputStream stream) throws IOException {
    return load(ModelFile.open(stream), Engine.fastest(DataType.FLOAT));
  }

  /**
   * Loads what {@link ConvolutionsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ConvolutionsModel load(Path file, Engine engine) throws IOException {
    return load(ModelFile.open(file), engine);
  }

  /**
   * Loads what {@link ConvolutionsTrainer#save} wrote, for the given engine.
   *
   * @throws IOException if it cannot be read or belongs to another network, with the reason
   */
  static ConvolutionsModel load(ModelFile file, Engine engine) throws IOException {
    return new ConvolutionsModel(file, engine);
  }

  private static NetworkLayout layout() {
    NetworkLayout.Builder layout = NetworkLayout.builder();
    layout.layer("image", "input", 2, 7, 6);
    layout.layer("first", "convolution(3x3), relu", 4, 5, 4);
    layout.parameter("first.weight", ParameterRole.WEIGHT, 4, 2, 3, 3);
    layout.parameter("first.bias", ParameterRole.BIAS, 4);
    layout.layer(
        "second", "convolution(3x2, stride 2x2, padding 1x0, groups 2), batchNorm(1.0E-5), relu",
        6, 3, 2);
    layout.parameter("second.weight", ParameterRole.WEIGHT, 6, 2, 3, 2);
    layout.parameter("second.bias", ParameterRole.BIAS, 6);
    layout.parameter("second.scale", ParameterRole.SCALE, 6);
    layout.parameter("second.shift", ParameterRole.BIAS, 6);
    layout.state("second.mean", Initializer.ZEROS, 6);
    layout.state("second.variance", Initializer.ONES, 6);
    layout.foldBatchNorm("second", "second", 0, 1.0E-5);
    layout.layer(
        "depthwise", "convolution(3x3, padding 2x2, dilation 2x2, groups 6), tanh", 12, 3, 2);
    layout.parameter("depthwise.weight", ParameterRole.WEIGHT, 12, 1, 3, 3);
    layout.layer("pooled", "maxPool(2x2)", 12, 2, 1);
    layout.layer(
        "larger", "transposedConvolution(3x3, stride 2x2, padding after 1x1), bias", 3, 4, 2);
    layout.parameter("larger.weight", ParameterRole.WEIGHT, 12, 3, 3, 3);
    layout.parameter("larger.bias", ParameterRole.BIAS, 3);
    layout.layer("mean", "averagePoolInside(2x1, stride 2x1)", 3, 2, 2);
    layout.layer("hidden", "flatten, linear, sigmoid", 4);
    layout.parameter("hidden.weight", ParameterRole.WEIGHT, 12, 4);
    layout.parameter("hidden.bias", ParameterRole.BIAS, 4);
    layout.layer("predict", "linear", 2);
    layout.parameter("predict.weight", ParameterRole.WEIGHT, 4, 2);
    layout.parameter("predict.bias", ParameterRole.BIAS, 2);
    return layout.build();
  }

  /** The buffers of one prediction at a time. */
  @GeneratedModel
  private static final class Pass extends InferencePass {
    private static final Window WINDOW_3X3 = Window.of(3, 3);
    private static final Window WINDOW_3X2_STRIDE_2X2_PADDING_1X0 =
        Window.of(3, 2).stride(2, 2).padding(1, 0);
    private static final Window WINDOW_3X3_PADDING_2X2_DILATION_2X2 =
        Window.of(3, 3).padding(2, 2).dilation(2, 2);
    private static final Window WINDOW_2X2 = Window.of(2, 2);
    private static final Window WINDOW_3X3_STRIDE_2X2 = Window.of(3, 3).stride(2, 2);
    private static final Window WINDOW_2X1_STRIDE_2X1 = Window.of(2, 1).stride(2, 1);

    private final ParameterTensor firstWeight;
    private final ParameterTensor firstBias;
    private final ParameterTensor secondWeight;
    private final ParameterTensor secondShift;
    private final ParameterTensor depthwiseWeight;
    private final ParameterTensor largerWeight;
    private final ParameterTensor largerBias;
    private final ParameterTensor hiddenWeight;
    private final ParameterTensor hiddenBias;
    private final ParameterTensor predictWeight;
    private final ParameterTensor predictBias;

    private final BatchTensor image;
    private final BatchTensor first;
    private final BatchTensor second;
    private final BatchTensor depthwise;
    private final BatchTensor pooled;
    private final BatchTensor larger;
    private final BatchTensor mean;
    private final BatchTensor hidden;
    private final BatchTensor predict;
    private final BatchTensor hiddenReshaped;

    private Pass(InferenceParts parts) {
      super(parts);

      firstWeight = parts.parameter("first.weight");
      firstBias = parts.parameter("first.bias");
      secondWeight = parts.parameter("second.weight");
      secondShift = parts.parameter("second.shift");
      depthwiseWeight = parts.parameter("depthwise.weight");
      largerWeight = parts.parameter("larger.weight");
      largerBias = parts.parameter("larger.bias");
      hiddenWeight = parts.parameter("hidden.weight");
      hiddenBias = parts.parameter("hidden.bias");
      predictWeight = parts.parameter("predict.weight");
      predictBias = parts.parameter("predict.bias");

      image = parts.input("image", 2, 7, 6);
      first = parts.tensor(4, 5, 4);
      second = parts.tensor(6, 3, 2);
      // These share the memory of values that are no longer needed.
      depthwise = first.sharing(12, 3, 2);
      pooled = second.sharing(12, 2, 1);
      larger = depthwise.sharing(3, 4, 2);
      mean = pooled.sharing(3, 2, 2);
      hidden = larger.sharing(4);
      predict = mean.sharing(2);
      hiddenReshaped = mean.sharing(12);

      parts.output(TargetEncoding.VALUES, "predict", predict);
    }

    @Override
    public void infer(int n) {
      // first = relu(image ∗ W + b): [n × 2 × 7 × 6] ∗ [4 × 2 × 3 × 3] → [n × 4 × 5 × 4]
      kernels.convolution(image, firstWeight, firstBias, WINDOW_3X3, 1, first, n);
      kernels.relu(first, first, n);
      // second = relu(first ∗ W + b): [n × 4 × 5 × 4] ∗ [6 × 2 × 3 × 2] → [n × 6 × 3 × 2]
      kernels.convolution(
          first, secondWeight, secondShift, WINDOW_3X2_STRIDE_2X2_PADDING_1X0, 2, second, n);
      kernels.relu(second, second, n);
      // depthwise = tanh(second ∗ W): [n × 6 × 3 × 2] ∗ [12 × 1 × 3 × 3] → [n × 12 × 3 × 2]
      kernels.convolution(
          second, depthwiseWeight, WINDOW_3X3_PADDING_2X2_DILATION_2X2, 6, depthwise, n);
      kernels.tanh(depthwise, depthwise, n);
      // pooled = maxPool(depthwise): [n × 12 × 3 × 2] → [n × 12 × 2 × 1]
      kernels.maxPool(depthwise, WINDOW_2X2, pooled, n);
      // larger = pooled ∗ᵀ W + b: [n × 12 × 2 × 1] ∗ᵀ [12 × 3 × 3 × 3] → [n × 3 × 4 × 2]
      kernels.convolutionInputGradient(pooled, largerWeight, WINDOW_3X3_STRIDE_2X2, 1, larger, n);
      kernels.addChannelBias(larger, largerBias, larger, n);
      // mean = averagePool(larger): [n × 3 × 4 × 2] → [n × 3 × 2 × 2]
      kernels.averagePool(larger, WINDOW_2X1_STRIDE_2X1, false, mean, n);
      // hidden = sigmoid(flatten(mean) · W + b): [n × 3 × 2 × 2] · [12 × 4] → [n × 4]
      kernels.linear(hiddenReshaped, hiddenWeight, hiddenBias, hidden, n);
      kernels.sigmoid(hidden, hidden, n);
      // predict = hidden · W + b: [n × 4] · [4 × 2] → [n × 2]
      kernels.linear(hidden, predictWeight, predictBias, predict, n);
    }
  }
}
