package org.netwright.runtime.internal.input;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.data.Rows;
import org.netwright.runtime.internal.data.Table;
import org.netwright.runtime.internal.image.ImageAugmentation;
import org.netwright.runtime.internal.image.ImageChanges;
import org.netwright.runtime.internal.random.RandomBits;

/**
 * Reads the batches of an epoch with changed images. How an image is changed depends on the seed
 * and on its place in the epoch alone.
 */
final class Augmenter {
  private final ImageAugmentation settings;
  private final long seed;
  private long place;

  /** Of the largest batch so far. */
  private int[] numbers = {};

  private float[] pixels = {};
  private @Nullable ImageChanges changes;
  private @Nullable Rows changed;

  Augmenter(ImageAugmentation settings, long seed) {
    this.settings = settings;
    this.seed = seed;
  }

  /** Reads examples as {@link StepInput#read(Table, int[], int, int)} does, with other images. */
  void read(StepInput input, Table data, int[] rows, int from, int n) {
    Rows images = data.inputs().get(0);
    Rows copy = changed;
    if (copy == null || numbers.length < n) {
      copy = prepare(input.shape(), n);
    }
    images.copy(rows, from, n, null, pixels);
    for (int i = 0; i < n && changes != null; i++) {
      changes.apply(pixels, i * images.length(), RandomBits.bits(seed, place++));
    }
    input.read(copy, numbers, data, rows, from, n);
  }

  private Rows prepare(long[] shape, int n) {
    if (changes == null) {
      changes = new ImageChanges(settings, (int) shape[0], (int) shape[1], (int) shape[2]);
    }
    numbers = IntStream.range(0, n).toArray();
    pixels = new float[Math.toIntExact(n * shape[0] * shape[1] * shape[2])];
    Rows prepared = Rows.of(pixels, shape);
    changed = prepared;
    return prepared;
  }
}
