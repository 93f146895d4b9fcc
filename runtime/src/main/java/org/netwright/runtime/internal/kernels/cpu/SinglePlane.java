package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatMemory;

/** Reads images one by one, so that the run of a tap is a part of an array. */
abstract class SinglePlane implements ReadPlane {
  /** So many numbers are copied at a time, which is less than memory allows. */
  private static final int CHUNK = 1 << 20;

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

  /** Copies numbers that lie next to each other. */
  static void get(FloatMemory x, long first, float[] target, int at, int length) {
    for (int i = 0; i < length; i += CHUNK) {
      x.get(first + i, target, at + i, Math.min(CHUNK, length - i));
    }
  }

  /** Copies numbers back. */
  static void put(float[] source, int at, FloatMemory x, long first, int length) {
    for (int i = 0; i < length; i += CHUNK) {
      x.put(first + i, source, at + i, Math.min(CHUNK, length - i));
    }
  }
}
