package org.netwright.benchmarks.protocol;

/**
 * One convolution with square kernels over images [channels × height × width].
 *
 * @param filters the number of channels that come out
 * @param channels the number of channels that go in
 * @param kernel height and width of the kernel
 * @param stride in both directions
 * @param padding zeros on each side
 * @param groups 1, or as many as there are channels
 * @param weight [filters × channels / groups × kernel × kernel], row-major
 * @param bias [filters], or empty; batch normalisation follows a convolution without bias
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Convolution(
    int filters,
    int channels,
    int kernel,
    int stride,
    int padding,
    int groups,
    float[] weight,
    float[] bias) {

  /** Returns height and width of what comes out. */
  public int outputSide(int inputSide) {
    return (inputSide + 2 * padding - kernel) / stride + 1;
  }

  /** Returns whether each channel is convolved by itself. */
  public boolean isDepthwise() {
    return groups > 1;
  }

  /** Returns whether it has a bias. */
  public boolean hasBias() {
    return bias.length > 0;
  }
}
