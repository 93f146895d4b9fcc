package org.netwright.runtime.internal.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Initializer;
import org.netwright.runtime.generated.ParameterLayout;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.generated.Window;
import org.netwright.runtime.internal.parameters.ParameterVector;

/**
 * The shapes of a convolution, and its results by plain loops in double.
 *
 * @param signal whether tensors have no height; it is 1
 */
public record ConvolutionCase(
    int n,
    int channels,
    int height,
    int width,
    int filters,
    int groups,
    Window window,
    int outHeight,
    int outWidth,
    boolean signal) {

  /** An image with as many outputs as a padding after it, in rows and columns, gives. */
  public static ConvolutionCase image(
      int n, int[] image, int filters, int groups, Window window, int bottom, int right) {
    return new ConvolutionCase(
        n,
        image[0],
        image[1],
        image[2],
        filters,
        groups,
        window,
        outputs(
            image[1] + window.top() + bottom,
            window.height(),
            window.strideHeight(),
            window.dilationHeight()),
        outputs(
            image[2] + window.left() + right,
            window.width(),
            window.strideWidth(),
            window.dilationWidth()),
        false);
  }

  /** A signal, which has the same numbers as an image of height 1. */
  ConvolutionCase asSignal() {
    return new ConvolutionCase(
        n, channels, height, width, filters, groups, window, outHeight, outWidth, true);
  }

  private static int outputs(int padded, int size, int stride, int dilation) {
    return Math.floorDiv(padded - (size - 1) * dilation - 1, stride) + 1;
  }

  /** Each special case, and random ones. */
  public static List<ConvolutionCase> all() {
    List<ConvolutionCase> all = new ArrayList<>();
    Window three = Window.of(3, 3);
    int[] image = {4, 7, 9};
    all.add(image(2, image, 6, 1, three, 0, 0));
    all.add(image(2, image, 6, 1, three.padding(1, 1), 1, 1));
    all.add(image(2, image, 6, 2, three.padding(1, 1), 1, 1));
    all.add(image(5, image, 4, 4, three.padding(1, 1), 1, 1));
    all.add(image(5, image, 8, 4, three.padding(1, 1).stride(2, 2), 1, 1));
    all.add(image(2, image, 3, 1, three.padding(0, 1).stride(2, 2), 1, 0));
    all.add(image(2, image, 3, 1, three.padding(2, 2).dilation(2, 2), 2, 2));
    all.add(image(2, image, 3, 1, Window.of(1, 1), 0, 0));
    all.add(image(1, image, 1, 1, Window.of(1, 1), 0, 0));
    all.add(image(2, image, 6, 2, Window.of(1, 1), 0, 0));
    all.add(image(2, image, 3, 1, Window.of(1, 1).stride(2, 3), 0, 0));
    all.add(image(2, image, 3, 1, Window.of(1, 1).padding(1, 1), 2, 0));
    // The window is the image, the padding is more than the window, and there is only padding.
    all.add(image(3, image, 5, 1, Window.of(7, 9), 0, 0));
    all.add(image(2, image, 2, 1, Window.of(2, 2).padding(3, 4), 5, 3));
    all.add(image(2, new int[] {2, 1, 1}, 3, 1, three.padding(1, 1), 1, 1));
    // Even windows, the last rows and columns unread, stride above the window.
    all.add(image(2, image, 3, 1, Window.of(2, 4).padding(0, 1), 1, 2));
    all.add(image(2, image, 3, 1, Window.of(2, 2).stride(3, 4), 0, 0));
    all.add(image(2, new int[] {3, 12, 13}, 3, 3, three.stride(5, 4).padding(1, 0), 0, 0));
    // Windows of one row or column, and signals.
    all.add(image(2, image, 3, 1, Window.of(1, 5).padding(0, 2), 0, 2));
    all.add(image(2, image, 8, 4, Window.of(5, 1).padding(2, 0), 2, 0));
    int[] signal = {6, 1, 31};
    all.add(image(3, signal, 4, 1, Window.of(1, 3).padding(0, 1), 0, 1).asSignal());
    all.add(image(3, signal, 4, 2, Window.of(1, 4).stride(1, 2).padding(0, 1), 0, 2).asSignal());
    all.add(image(3, signal, 12, 6, Window.of(1, 5).dilation(1, 3), 0, 0).asSignal());
    all.add(image(3, signal, 5, 1, Window.of(1, 1), 0, 0).asSignal());
    // Enough for several threads and several blocks.
    all.add(image(9, new int[] {16, 28, 28}, 8, 1, three, 0, 0));
    all.add(image(11, new int[] {24, 16, 16}, 40, 1, three.padding(1, 1), 1, 1));
    all.add(image(7, new int[] {24, 17, 15}, 24, 24, three.padding(1, 1), 1, 1));
    all.add(image(6, new int[] {24, 16, 16}, 40, 1, Window.of(1, 1), 0, 0));
    all.add(
        image(1, new int[] {3, 70, 90}, 8, 1, Window.of(7, 7).stride(2, 2).padding(3, 3), 3, 3));
    all.add(image(40, new int[] {5, 4, 3}, 7, 1, three.padding(1, 1), 1, 1));
    all.add(image(2, new int[] {2, 1, 5000}, 3, 1, Window.of(1, 9).padding(0, 4), 0, 4).asSignal());
    // Windows of 3 × 3 that move by one, with enough channels and outputs for another algorithm:
    // odd sizes, every padding, one row or column, groups, and parts of large images.
    for (int i = 0; i < 9; i++) {
      int[] odd = {16 + i, 15 + i % 4, 22 - i};
      all.add(image(2 + i, odd, 17 + i, 1, three.padding(i % 3, i / 3), (i + 1) % 3, i % 2));
    }
    all.add(image(40, new int[] {32, 1, 7}, 48, 2, three.padding(1, 1), 1, 1));
    all.add(image(40, new int[] {17, 8, 1}, 16, 1, three.padding(1, 2), 1, 2));
    all.add(image(1, new int[] {16, 3, 900}, 16, 1, three.padding(1, 1), 1, 1));
    all.add(image(2, new int[] {16, 50, 33}, 18, 1, three.padding(1, 0), 1, 2));
    all.add(image(15, new int[] {70, 6, 6}, 60, 1, three.padding(1, 1), 1, 1));
    Random random = new Random(18);
    while (all.size() < 110) {
      ConvolutionCase drawn = draw(random);
      if (drawn.outHeight > 0 && drawn.outWidth > 0) {
        all.add(
            drawn.height == 1 && drawn.outHeight == 1 && drawn.window.height() == 1
                ? drawn.asSignal()
                : drawn);
      }
    }
    return all;
  }

  /** A random case, which may have no outputs. */
  private static ConvolutionCase draw(Random random) {
    boolean signal = random.nextInt(4) == 0;
    int groups = random.nextBoolean() ? 1 : 1 + random.nextInt(5);
    boolean depthwise = random.nextInt(3) == 0;
    int channels = depthwise ? groups : groups * (1 + random.nextInt(5));
    int filters = groups * (1 + random.nextInt(depthwise ? 2 : 5));
    int width = 1 + random.nextInt(20);
    Window window =
        new Window(
            signal ? 1 : 1 + random.nextInt(4),
            1 + random.nextInt(5),
            signal ? 1 : 1 + random.nextInt(3),
            1 + random.nextInt(3),
            signal ? 0 : random.nextInt(3),
            random.nextInt(3),
            signal ? 1 : 1 + random.nextInt(2),
            1 + random.nextInt(2));
    return image(
        new int[] {1, 2, 5}[random.nextInt(3)],
        new int[] {channels, signal ? 1 : 1 + random.nextInt(15), width},
        filters,
        groups,
        window,
        signal ? 0 : random.nextInt(3),
        random.nextInt(3));
  }

  public int xLength() {
    return n * channels * height * width;
  }

  public int outLength() {
    return n * filters * outHeight * outWidth;
  }

  public int weightLength() {
    return filters * (channels / groups) * window.height() * window.width();
  }

  /** What is done for each product of an element of x, of the weight and of the output. */
  private interface Term {
    void add(int x, int weight, int out);
  }

  private void forEachTerm(Term term) {
    int inGroup = channels / groups;
    int perGroup = filters / groups;
    for (int row = 0; row < n; row++) {
      for (int f = 0; f < filters; f++) {
        for (int y = 0; y < outHeight; y++) {
          for (int x = 0; x < outWidth; x++) {
            int out = ((row * filters + f) * outHeight + y) * outWidth + x;
            for (int c = 0; c < inGroup; c++) {
              int plane = row * channels + f / perGroup * inGroup + c;
              for (int i = 0; i < window.height(); i++) {
                int h = y * window.strideHeight() - window.top() + i * window.dilationHeight();
                for (int j = 0; j < window.width(); j++) {
                  int w = x * window.strideWidth() - window.left() + j * window.dilationWidth();
                  if (h >= 0 && h < height && w >= 0 && w < width) {
                    int tap = ((f * inGroup + c) * window.height() + i) * window.width() + j;
                    term.add((plane * height + h) * width + w, tap, out);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /** Returns the filter of an element of the output. */
  int filterOf(int out) {
    return out / (outHeight * outWidth) % filters;
  }

  double[] convolution(double[] x, double[] weight) {
    double[] out = new double[outLength()];
    forEachTerm((i, w, o) -> out[o] += x[i] * weight[w]);
    return out;
  }

  double[] weightGradient(double[] x, double[] outGradient) {
    double[] gradient = new double[weightLength()];
    forEachTerm((i, w, o) -> gradient[w] += x[i] * outGradient[o]);
    return gradient;
  }

  double[] inputGradient(double[] outGradient, double[] weight) {
    double[] gradient = new double[xLength()];
    forEachTerm((i, w, o) -> gradient[i] += outGradient[o] * weight[w]);
    return gradient;
  }

  double[] withBias(double[] out, double[] bias) {
    double[] sums = out.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += bias[filterOf(i)];
    }
    return sums;
  }

  double[] biasGradient(double[] outGradient) {
    double[] sums = new double[filters];
    for (int i = 0; i < outGradient.length; i++) {
      sums[filterOf(i)] += outGradient[i];
    }
    return sums;
  }

  private long[] shape(int planes, int rows, int columns) {
    return signal ? new long[] {planes, columns} : new long[] {planes, rows, columns};
  }

  public BatchTensor x(DataType type, double... values) {
    return batch(type, shape(channels, height, width), values);
  }

  public BatchTensor out(DataType type, double... values) {
    return batch(type, shape(filters, outHeight, outWidth), values);
  }

  /** A batch whose capacity is larger than its n; without values, of numbers to be overwritten. */
  private BatchTensor batch(DataType type, long[] shape, double... values) {
    BatchTensor tensor = new BatchTensor(type, shape);
    tensor.rows(n + 2).assign(Double.NaN);
    if (values.length > 0) {
      tensor.rows(n).assign(Nd4j.createFromArray(values).reshape(tensor.batchShape(n)));
    }
    return tensor;
  }

  /** A weight that does not begin at the start of its vector. */
  public ParameterTensor weight(DataType type, double... values) {
    long[] shape =
        signal
            ? new long[] {filters, channels / groups, window.width()}
            : new long[] {filters, channels / groups, window.height(), window.width()};
    return parameter(type, shape, values);
  }

  /** One number for each filter. */
  public ParameterTensor bias(DataType type, double... values) {
    return parameter(type, new long[] {filters}, values);
  }

  private static ParameterTensor parameter(DataType type, long[] shape, double... values) {
    ParameterTensor parameter =
        new ParameterVector(
                ParameterLayout.builder()
                    .add("before.bias", ParameterRole.BIAS, Initializer.ZEROS.fans(1, 3), 3)
                    .add("p.weight", ParameterRole.WEIGHT, Initializer.ZEROS.fans(1, 1), shape)
                    .build(),
                type,
                0)
            .value("p.weight");
    INDArray array = parameter.array().assign(Double.NaN);
    if (values.length > 0) {
      array.assign(Nd4j.createFromArray(values).reshape(shape));
    }
    return parameter;
  }
}
