package org.netwright.runtime.generated;

/**
 * Recurrent layers over whole sequences, one direction at a time. The conventions are those of
 * {@link RecurrentKernels}.
 */
public interface RecurrentInference {
  /**
   * Computes a layer.
   *
   * @param x [n × steps × in]
   * @param weight [in × gates · units]: W of each gate next to that of the one before
   * @param recurrent [units × gates · units]: U
   * @param bias [gates · units]: b
   * @param recurrentBias [gates · units]: c
   * @param recurrence keeps what the gradient needs
   * @param out [n × steps × units], the state after each step; or [n × units], that after the last
   *     step that is read
   */
  void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Recurrence recurrence,
      BatchTensor out,
      int n);

  /** Computes a layer of sequences of different lengths. */
  void recurrent(
      BatchTensor x,
      ParameterTensor weight,
      ParameterTensor recurrent,
      ParameterTensor bias,
      ParameterTensor recurrentBias,
      Lengths lengths,
      Recurrence recurrence,
      BatchTensor out,
      int n);
}
