package org.netwright.benchmarks.libtorch;

import org.bytedeco.pytorch.Tensor;

/** What reads a batch of sequences. */
interface SequenceLayer {

  /**
   * Returns a row for each sequence.
   *
   * @param x [n × steps × inputs]
   */
  Tensor forward(Tensor x);

  /**
   * Returns the row after one more step of the sequence that the calls before have read.
   *
   * @param x [1 × inputs]
   */
  default Tensor stream(Tensor x) {
    throw new UnsupportedOperationException("this layer has no state between calls");
  }
}
