package org.netwright.runtime.internal.kernels.cpu;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/** Adds the same table to each sequence of a batch. Threads share ranges of sequences. */
final class Positions implements PieceThreads.Work {
  /** The base of the wave lengths of sinusoids. */
  private static final double BASE = 10_000;

  private final TileArrays[] pieces = new TileArrays[PieceThreads.PROCESSORS];

  /** Those of each shape that there was. */
  private final List<Sinusoids> sinusoids = new ArrayList<>();

  private int count;
  private int sequences;
  private long length;
  private @Nullable FloatMemory x;
  private @Nullable FloatMemory table;
  private float @Nullable [] numbers;
  private @Nullable FloatMemory out;

  /** The table of a shape, [steps × features]. */
  private static final class Sinusoids {
    private final int steps;
    private final int features;
    private final float[] numbers;

    Sinusoids(int steps, int features) {
      this.steps = steps;
      this.features = features;
      numbers = new float[Math.multiplyExact(steps, features)];
      for (int i = 0; i < numbers.length; i++) {
        int step = i / features;
        int feature = i % features;
        double exponent = (double) (feature - feature % 2) / features;
        double angle = step / Math.pow(BASE, exponent);
        numbers[i] = (float) (feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
  }

  /**
   * Writes {@code x + table}.
   *
   * @param newLength the number of elements of a sequence
   * @param n the number of sequences
   */
  void add(FloatMemory newX, FloatMemory newTable, FloatMemory newOut, long newLength, int n) {
    table = newTable;
    run(newX, newOut, newLength, n);
    table = null;
  }

  /**
   * Writes {@code x + sinusoids}.
   *
   * @param most the most steps of a sequence
   * @param newLength the number of elements of a sequence
   * @param n the number of sequences
   */
  void addSinusoids(
      FloatMemory newX, FloatMemory newOut, int most, int features, long newLength, int n) {
    numbers = sinusoids(most, features);
    run(newX, newOut, newLength, n);
    numbers = null;
  }

  private float[] sinusoids(int steps, int features) {
    for (int i = 0; i < sinusoids.size(); i++) {
      Sinusoids known = sinusoids.get(i);
      if (known.steps == steps && known.features == features) {
        return known.numbers;
      }
    }
    Sinusoids made = new Sinusoids(steps, features);
    sinusoids.add(made);
    return made.numbers;
  }

  private void run(FloatMemory newX, FloatMemory newOut, long newLength, int n) {
    x = newX;
    out = newOut;
    length = newLength;
    sequences = n;
    count = SharedWork.pieces(length * n, n);
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new TileArrays();
      }
    }
    SharedWork.run(this, count);
    x = null;
    out = null;
  }

  @Override
  public void piece(int index) {
    TileArrays own = pieces[index];
    FloatMemory from = x;
    FloatMemory to = out;
    if (from == null || to == null) {
      throw new IllegalStateException("without arrays");
    }
    int start = SharedWork.cut(sequences, index, count);
    int end = SharedWork.cut(sequences, index + 1, count);
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      if (table != null) {
        table.get(first, own.b, n);
      } else if (numbers != null) {
        System.arraycopy(numbers, (int) first, own.b, 0, n);
      }
      for (int sequence = start; sequence < end; sequence++) {
        long place = sequence * length + first;
        from.get(place, own.a, n);
        add(own.a, own.b, n);
        to.put(place, own.a, n);
      }
    }
  }

  private static void add(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] += y[i];
    }
  }
}
