package org.netwright.onnx;

import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ConvolutionInference;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;

/** Convolutions, whose weights lie as ONNX's do: [filters × channels / groups × window]. */
interface RecordedConvolution extends ConvolutionInference, Recorded {

  @Override
  default void convolution(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor bias,
      Window window,
      int groups,
      BatchTensor out,
      int n) {
    convolve(
        x,
        window,
        groups,
        out,
        trace().read(x),
        trace().parameter(weight),
        trace().parameter(bias));
  }

  @Override
  default void convolution(
      BatchTensor x, ParameterTensor weight, Window window, int groups, BatchTensor out, int n) {
    convolve(x, window, groups, out, trace().read(x), trace().parameter(weight));
  }

  private void convolve(
      BatchTensor x, Window window, int groups, BatchTensor out, String... inputs) {
    WindowNode shape = new WindowNode(window, x, out);
    OnnxNode node = shape.set(graph().node("Conv", inputs)).with("group", (long) groups);
    trace().write(out, shape.cut(graph(), node.out()));
  }

  /** A transposed convolution. */
  @Override
  default void convolutionInputGradient(
      BatchTensor outGradient,
      ParameterTensor weight,
      Window window,
      int groups,
      BatchTensor xGradient,
      int n) {
    OnnxNode node =
        new WindowNode(window, xGradient, outGradient)
            .setTransposed(
                graph().node("ConvTranspose", trace().read(outGradient), trace().parameter(weight)))
            .with("group", (long) groups);
    trace().write(xGradient, node.out());
  }

  @Override
  default void addChannelBias(BatchTensor x, ParameterTensor bias, BatchTensor out, int n) {
    String channels = trace().channels(bias, x.dimensions() - 1);
    trace().write(out, graph().op("Add", trace().read(x), channels));
  }
}
