package org.netwright.runtime.internal.kernels.cpu.recurrent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Lengths;

/**
 * Cuts the sequences of a batch into blocks, each of which is computed from its first step to its
 * last by itself.
 *
 * <p>A block has its sequences in the order of their lengths, the longest first, so that those that
 * still have a step are always the first ones. It keeps one row for each step that there is, those
 * of its first step, then those of the second: padding has no rows. Sequences are dealt to the
 * blocks like cards, so that all blocks have about the same work.
 */
final class SequenceBlocks {
  private int n;
  private int blocks;

  /** The number of a sequence in the batch, and its length, by the order of the lengths. */
  private int[] sequences = {};

  private int[] lengths = {};

  /** How many sequences are longer, by length. */
  private int[] places = {};

  /** The first row of each block; after them, the number of all rows. */
  private int[] bases = {};

  /** Takes the lengths of a batch; null if all sequences have all steps. */
  void set(int newN, int steps, @Nullable Lengths given, int newBlocks) {
    n = newN;
    blocks = newBlocks;
    if (sequences.length < n) {
      sequences = new int[n];
      lengths = new int[n];
    }
    if (bases.length <= blocks) {
      bases = new int[blocks + 1];
    }
    if (given == null) {
      for (int i = 0; i < n; i++) {
        sequences[i] = i;
        lengths[i] = steps;
      }
    } else {
      sort(given, steps);
    }
    int rows = 0;
    for (int block = 0; block < blocks; block++) {
      bases[block] = rows;
      for (int i = block; i < n; i += blocks) {
        rows += lengths[i];
      }
    }
    bases[blocks] = rows;
  }

  /** Sorts by counting; sequences of the same length keep their order. */
  private void sort(Lengths given, int steps) {
    if (places.length < steps + 1) {
      places = new int[steps + 1];
    }
    Arrays.fill(places, 0);
    for (int i = 0; i < n; i++) {
      places[given.get(i) - 1]++;
    }
    for (int length = steps - 1; length >= 0; length--) {
      places[length] += places[length + 1];
    }
    for (int i = 0; i < n; i++) {
      int place = places[given.get(i)]++;
      sequences[place] = i;
      lengths[place] = given.get(i);
    }
  }

  /** Returns the number of blocks. */
  int blocks() {
    return blocks;
  }

  /** Returns the most sequences of a block. */
  int sequences() {
    return (n - 1) / blocks + 1;
  }

  /** Returns the number of rows of all blocks. */
  int rows() {
    return bases[blocks];
  }

  /** Describes a block. */
  void read(int block, BlockSteps to) {
    to.begin(bases[block], sequences(), lengths[block]);
    for (int i = block; i < n; i += blocks) {
      to.add(sequences[i], lengths[i]);
    }
    to.complete();
  }
}
