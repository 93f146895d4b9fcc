package org.netwright.runtime.internal.image;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.data.Augmentation;

/**
 * What users set.
 *
 * @param flips whether images are flipped
 * @param pixels by how many they are moved at most
 * @param leastShare the smallest part that they are cropped to
 */
public record ImageAugmentation(boolean flips, int pixels, double leastShare)
    implements Augmentation {
  /** Leaves images as they are. */
  public static final ImageAugmentation NONE = new ImageAugmentation(false, 0, 1);

  @Override
  public Augmentation flipHorizontally() {
    return new ImageAugmentation(true, pixels, leastShare);
  }

  @Override
  public Augmentation shift(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("shift must be at least 0 pixels, got " + most);
    }
    return new ImageAugmentation(flips, most, leastShare);
  }

  @Override
  public Augmentation zoom(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "zoom must be a share of the image above 0 and at most 1, got " + share);
    }
    return new ImageAugmentation(flips, pixels, share);
  }

  /** Returns the calls that make it. */
  @Override
  public String toString() {
    List<String> calls = new ArrayList<>();
    if (flips) {
      calls.add("flipHorizontally()");
    }
    if (pixels > 0) {
      calls.add("shift(%d)".formatted(pixels));
    }
    if (leastShare < 1) {
      calls.add("zoom(%s)".formatted(leastShare));
    }
    return calls.isEmpty() ? "none()" : String.join(".", calls);
  }
}
