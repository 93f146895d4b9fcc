package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * What the outputs of a block read of one channel of its images, so that what a tap reads for all
 * outputs is one run of numbers, or can be gathered to one.
 */
interface ReadPlane {
  /** Allocates for the largest block. */
  void require(ConvolutionBlocks blocks);

  /** Returns the distance of the rows of outputs in a run, for a number of columns. */
  int pitch(int columns);

  /** Begins with a block. */
  void begin(ConvolutionBlock block);

  /**
   * Copies what each tap reads in a channel of all images of the block.
   *
   * @param runs for each tap, from {@code first} on, a run for each image, one after the other
   */
  void read(FloatMemory x, int channel, float[][] runs, int first);
}
