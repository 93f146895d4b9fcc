package org.netwright.runtime.generated;

/**
 * Recurrent layers over whole sequences, [n × steps × features], one direction at a time. The
 * formulas are those of {@link RecurrentCell}; the state before the first step is zero, unless it
 * is {@linkplain Recurrence#carried carried}.
 *
 * <p>Where lengths are given, the state of a sequence stays as it is after its last step, and a
 * reversed layer begins there: the padding is not read. Outputs of padded steps are 0, as PyTorch's
 * {@code pad_packed_sequence} makes them, and gradients that come in there are not read.
 */
public interface RecurrentKernels extends RecurrentInference {
  /**
   * Computes the gradients of the parameters, and keeps those of the gates for {@link
   * #recurrentInputGradient}. It may overwrite what the forward pass has kept.
   *
   * @param x [n × steps × in], as in the forward pass
   * @param recurrent [units × gates · units]
   * @param outGradient [n × steps × units] or [n × units]
   * @param recurrence of the forward pass
   */
  void recurrentGradient(
      BatchTensor x,
      ParameterTensor recurrent,
      BatchTensor outGradient,
      Recurrence recurrence,
      ParameterTensor weightGradient,
      ParameterTensor recurrentGradient,
      ParameterTensor biasGradient,
      ParameterTensor recurrentBiasGradient,
      int n);

  /**
   * Computes the gradient of the input, after {@link #recurrentGradient}; 0 at padded steps.
   *
   * @param weight [in × gates · units]
   * @param recurrence as {@link #recurrentGradient} has left it
   * @param xGradient [n × steps × in]
   */
  void recurrentInputGradient(
      ParameterTensor weight, Recurrence recurrence, BatchTensor xGradient, int n);

  /**
   * Draws a mask for the state of the next forward pass: each unit of each sequence is 0 with a
   * probability, and otherwise 1 / (1 − rate), the same in all steps and for all gates. It acts on
   * the products with the recurrent weight alone: Gal and Ghahramani, "A theoretically grounded
   * application of dropout in recurrent neural networks" (2016), Keras's {@code recurrent_dropout}.
   *
   * @param rate in [0, 1)
   * @param seed of the draws, as of other dropout
   */
  void recurrentDropout(Recurrence recurrence, double rate, long seed, int n);
}
