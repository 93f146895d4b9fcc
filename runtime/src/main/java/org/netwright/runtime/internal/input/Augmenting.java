package org.netwright.runtime.internal.input;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * How the images of a run are changed.
 *
 * @param seed null if it is that of the run
 */
public record Augmenting(ImageAugmentation changes, @Nullable Long seed) {

  /** Begins an epoch, counted from 1. */
  Augmenter open(long runSeed, int epoch) {
    // The number 0 of the stream is the seed of the order of the examples.
    return new Augmenter(
        changes, RandomBits.bits(RandomBits.bits(seed == null ? runSeed : seed, epoch), 1));
  }

  /** Returns what runs are told apart by. */
  @Override
  public String toString() {
    return seed == null ? changes.toString() : changes + ", seed " + seed;
  }
}
