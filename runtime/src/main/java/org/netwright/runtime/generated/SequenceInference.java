package org.netwright.runtime.generated;

/**
 * What is added to sequences, and what they are reduced to. The conventions are those of {@link
 * SequenceKernels}.
 */
public interface SequenceInference {
  /**
   * {@code out = x + table}: the same table for each sequence.
   *
   * @param table [most × features], of which those of the steps of x are added
   * @param out may be x
   */
  void addPositions(BatchTensor x, ParameterTensor table, BatchTensor out, int n);

  /**
   * Adds sin(t / 10000^(2i / features)) to feature 2i of step t, and the cosine of the same to
   * feature 2i + 1: Vaswani et al., "Attention is all you need" (2017), 3.5.
   *
   * @param out may be x
   */
  void addSinusoids(BatchTensor x, BatchTensor out, int n);

  /**
   * The mean of each feature over the steps of each sequence, without padding.
   *
   * @param x [n × steps × features]
   * @param out [n × features]
   */
  void globalAveragePool(BatchTensor x, Lengths lengths, BatchTensor out, int n);

  /**
   * The greatest element of each feature over the steps of each sequence, without padding; NaN if
   * one of them is NaN.
   *
   * @param x [n × steps × features]
   * @param out [n × features]
   */
  void globalMaxPool(BatchTensor x, Lengths lengths, BatchTensor out, int n);
}
