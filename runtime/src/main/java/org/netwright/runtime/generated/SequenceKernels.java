package org.netwright.runtime.generated;

/** What is added to sequences [n × steps × features], and what they are reduced to. */
public interface SequenceKernels extends SequenceInference {
  /**
   * The gradient of the table of {@link #addPositions}: the sum over the sequences.
   *
   * @param outGradient [n × steps × features]
   * @param tableGradient [most × features]; 0 for steps that the batch has not
   */
  void addPositionsGradient(BatchTensor outGradient, ParameterTensor tableGradient, int n);

  /**
   * The gradient of {@link #globalAveragePool}; 0 at padded steps.
   *
   * @param outGradient [n × features]
   * @param xGradient [n × steps × features]
   */
  void globalAveragePoolGradient(
      Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n);

  /**
   * The gradient of {@link #globalMaxPool}: all goes to the greatest element, the first of them, or
   * to the first NaN.
   *
   * @param x as in the forward pass
   * @param outGradient [n × features]
   * @param xGradient [n × steps × features], none of the others
   */
  void globalMaxPoolGradient(
      BatchTensor x, Lengths lengths, BatchTensor outGradient, BatchTensor xGradient, int n);
}
