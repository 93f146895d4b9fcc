package org.netwright.runtime.generated;

/**
 * Dropout of whole channels (PyTorch's {@code dropout2d}) and of whole rows (torchvision's {@code
 * stochastic_depth}, which is dropout of a single channel).
 */
public interface ChannelDropoutKernels {

  /**
   * {@code out = x · mask}, where the mask has a number for each channel of each row: 0 with
   * probability {@code rate} and {@code 1 / (1 − rate)} otherwise. Which channels become 0 depends
   * only on the seed and their row-major index in the mask, as for {@link
   * RegularizationKernels#dropout}.
   *
   * @param x [n × channels × …] if {@code channelsFirst}, [n × … × channels] otherwise
   * @param rate in [0, 1)
   * @param out of the shape of {@code x}, may be {@code x}
   * @param mask [n × channels], written here, read by the gradient
   */
  void channelDropout(
      BatchTensor x,
      double rate,
      long seed,
      boolean channelsFirst,
      BatchTensor out,
      BatchTensor mask,
      int n);

  /**
   * {@code xGradient = outGradient · mask}.
   *
   * @param mask [n × channels]
   * @param xGradient of the shape of {@code outGradient}, may be {@code outGradient}
   */
  void channelDropoutGradient(
      BatchTensor mask,
      BatchTensor outGradient,
      boolean channelsFirst,
      BatchTensor xGradient,
      int n);
}
