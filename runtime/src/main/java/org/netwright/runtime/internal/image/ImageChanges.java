package org.netwright.runtime.internal.image;

import org.netwright.runtime.internal.random.RandomBits;

/**
 * Changes images at random, in place, as an {@link ImageAugmentation} says. The random numbers of
 * an image are a function of its seed alone.
 */
public final class ImageChanges {
  // The numbers of the stream that the seed of an image names.
  private static final int FLIP = 0;
  private static final int DOWN = 1;
  private static final int RIGHT = 2;
  private static final int SHARE = 3;
  private static final int TOP = 4;
  private static final int LEFT = 5;

  private final ImageAugmentation settings;
  private final int channels;
  private final Side rows;
  private final Side columns;

  /** One channel of the image, changed or not yet. */
  private final float[] plane;

  private final float[] cropped;

  /** Prepares changes of images of one size. */
  public ImageChanges(ImageAugmentation settings, int channels, int height, int width) {
    this.settings = settings;
    this.channels = channels;
    this.rows = new Side(height);
    this.columns = new Side(width);
    this.plane = new float[height * width];
    this.cropped = new float[settings.leastShare() < 1 ? height * width : 0];
  }

  /**
   * Changes one image.
   *
   * @param pixels [channels × height × width]
   * @param at the index of its first number
   */
  public void apply(float[] pixels, int at, long seed) {
    boolean flips = settings.flips() && RandomBits.uniform(seed, FLIP) < 0.5;
    int down = moved(seed, DOWN);
    int right = moved(seed, RIGHT);
    boolean crops = settings.leastShare() < 1;
    if (crops) {
      double least = settings.leastShare();
      double share = least + (1 - least) * RandomBits.uniform(seed, SHARE);
      rows.crop(share, RandomBits.uniform(seed, TOP));
      columns.crop(share, RandomBits.uniform(seed, LEFT));
    }
    if (!crops && !flips && down == 0 && right == 0) {
      return;
    }
    for (int channel = 0; channel < channels; channel++) {
      int from = at + channel * plane.length;
      System.arraycopy(pixels, from, plane, 0, plane.length);
      if (crops) {
        crop();
      }
      move(crops ? cropped : plane, pixels, from, down, right, flips);
    }
  }

  private int moved(long seed, int index) {
    int most = settings.pixels();
    return most == 0 ? 0 : (int) (RandomBits.uniform(seed, index) * (2 * most + 1)) - most;
  }

  private void crop() {
    int at = 0;
    for (int row = 0; row < rows.length; row++) {
      int above = rows.first[row] * columns.length;
      int below = rows.second[row] * columns.length;
      for (int column = 0; column < columns.length; column++) {
        int left = columns.first[column];
        int right = columns.second[column];
        float share = columns.ofSecond[column];
        float upper = plane[above + left] + share * (plane[above + right] - plane[above + left]);
        float lower = plane[below + left] + share * (plane[below + right] - plane[below + left]);
        cropped[at++] = upper + rows.ofSecond[row] * (lower - upper);
      }
    }
  }

  private void move(float[] from, float[] to, int at, int down, int right, boolean flips) {
    int height = rows.length;
    int width = columns.length;
    for (int row = 0; row < height; row++) {
      int line = row - down;
      for (int column = 0; column < width; column++) {
        int place = (flips ? width - 1 - column : column) - right;
        boolean isInside = line >= 0 && line < height && place >= 0 && place < width;
        to[at + row * width + column] = isInside ? from[line * width + place] : 0;
      }
    }
  }

  /** Where the numbers along one side come from: between two of the image, with a share of each. */
  private static final class Side {
    final int length;
    final int[] first;
    final int[] second;
    final float[] ofSecond;

    Side(int length) {
      this.length = length;
      this.first = new int[length];
      this.second = new int[length];
      this.ofSecond = new float[length];
    }

    /**
     * Takes a part of the side.
     *
     * @param share its length, as a share of the side
     * @param position where it begins, from 0 for the first place to 1 for the last
     */
    void crop(double share, double position) {
      double begin = position * length * (1 - share);
      for (int i = 0; i < length; i++) {
        // The centre of number i is at i + ½; what is beyond the last centre is like the last.
        double place = begin + (i + 0.5) * share - 0.5;
        place = Math.max(0, Math.min(length - 1, place));
        first[i] = (int) place;
        second[i] = Math.min(first[i] + 1, length - 1);
        ofSecond[i] = (float) (place - first[i]);
      }
    }
  }
}
