package org.netwright.runtime.data;

import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.training.Fit;

/**
 * Random changes of the images that a network is trained on, so that it sees each of them in many
 * versions: {@code fit.augment(Augmentation.none().flipHorizontally().shift(2))}. Immutable.
 *
 * <p>Each time an image is trained on, it is cropped and scaled back by {@link #zoom}, then moved
 * by {@link #shift}, then flipped; all channels in the same way, in single precision. The changes
 * are made on the pixels as they are given, before they are scaled by {@link Fit#standardize} or
 * {@link Fit#standardizeChannels}. Applications do not implement this interface.
 */
public interface Augmentation {

  /** Returns an augmentation that leaves images as they are, to which changes are added. */
  static Augmentation none() {
    return ImageAugmentation.NONE;
  }

  /** Flips one of two images, chosen at random, so that left and right are exchanged. */
  Augmentation flipHorizontally();

  /**
   * Moves images by a whole number of pixels, from {@code -pixels} to {@code pixels} in each
   * direction, all equally likely. Zeros are moved in: it is a random crop after a padding with
   * zeros, as PyTorch's {@code RandomCrop(size, padding=pixels)} makes it.
   *
   * @param pixels at least 0, and below the height and the width of the images
   * @throws IllegalArgumentException if it is negative
   */
  Augmentation shift(int pixels);

  /**
   * Crops images to a random part and scales it back to their size, with bilinear filtering. The
   * part has the proportions of the image; its height and width are a share of those of the image
   * that is drawn uniformly from {@code leastShare} to 1, and all positions are equally likely.
   *
   * @param leastShare above 0, at most 1
   * @throws IllegalArgumentException if it is out of range
   */
  Augmentation zoom(double leastShare);
}
