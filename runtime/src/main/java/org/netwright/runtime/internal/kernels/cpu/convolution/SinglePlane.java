package org.netwright.runtime.internal.kernels.cpu.convolution;

import org.netwright.runtime.internal.memory.FloatMemory;

/** Reads images one by one, so that the run of a tap is a part of an array. */
abstract class SinglePlane implements ReadPlane {
  final ConvolutionShape shape;

  @SuppressWarnings("NullAway.Init") // set before each block
  ConvolutionBlock block;

  SinglePlane(ConvolutionShape shape) {
    this.shape = shape;
  }

  /** Copies what is read of a plane, one channel of one image. */
  abstract void read(FloatMemory x, long plane);

  /** Returns what contains the run of a tap. */
  abstract float[] numbers(int tap);

  /** Returns where the run of a tap begins. */
  abstract int offset(int tap);

  @Override
  public final void read(FloatMemory x, int channel, float[][] runs, int first) {
    int distance = pitch(block.columns);
    for (int image = 0; image < block.images; image++) {
      read(x, (long) (block.firstImage + image) * shape.channels + channel);
      int target = image * block.imageLength;
      for (int tap = 0; tap < shape.taps(); tap++) {
        float[] run = runs[first + tap];
        if (distance == block.pitch) {
          System.arraycopy(numbers(tap), offset(tap), run, target, block.imageLength);
        } else {
          for (int row = 0; row < block.rows; row++) {
            int from = offset(tap) + row * distance;
            System.arraycopy(numbers(tap), from, run, target + row * block.pitch, block.columns);
          }
        }
      }
    }
  }
}
