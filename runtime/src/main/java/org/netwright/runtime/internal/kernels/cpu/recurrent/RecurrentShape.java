package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.netwright.runtime.generated.Recurrence;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.threads.PieceThreads;

/** The sizes of a recurrent layer, and how its work is shared. */
final class RecurrentShape {
  /** The least number of multiplications of a piece of the forward pass. */
  private static final long PIECE = 1 << 19;

  /** A product with fewer rows takes as long as one with so many. */
  private static final int LEAST_SEQUENCES = 8;

  /** So many numbers of each gate of a step, for all sequences of a block, fit the cache. */
  private static final int STEP = 1 << 13;

  /** With fewer sequences, the recurrent weight is read too often. */
  private static final int FEW = 64;

  /** The most rows of the products of many steps, but for a step with more. */
  private static final int CHUNK = 512;

  /** The sums of the weights' gradients that all pieces may have together: half a gigabyte. */
  private static final long SUMS = 1 << 27;

  final SequenceBlocks blocks = new SequenceBlocks();
  RecurrentCell cell = RecurrentCell.RNN;
  boolean reversed;
  int truncation;
  int n;
  int steps;
  int in;
  int units;
  int gates;

  /** How many pieces threads share; each computes some blocks. */
  int pieces;

  /** Takes the sizes of a batch; the result depends on them and on the number of processors. */
  void set(Recurrence recurrence, int newIn, int newN) {
    cell = recurrence.cell();
    reversed = recurrence.isReversed();
    truncation = recurrence.truncation();
    n = newN;
    steps = recurrence.steps();
    in = newIn;
    units = recurrence.units();
    gates = cell.gates();
    long most = Math.min(n / LEAST_SEQUENCES, SUMS / weights());
    long wanted = Math.min(multiplications() / PIECE, PieceThreads.PROCESSORS);
    pieces = (int) Math.max(1, Math.min(most, wanted));
    int block = Math.max(FEW, STEP / units);
    int eachOf = (n - 1) / pieces / block + 1;
    blocks.set(n, steps, recurrence.lengths(), Math.min(n, eachOf * pieces));
  }

  private long multiplications() {
    return (long) n * steps * weights();
  }

  private long weights() {
    return (long) (in + units) * width();
  }

  /** Returns the width of all gates. */
  int width() {
    return gates * units;
  }

  /** Returns the most rows of a chunk of steps. */
  int chunk() {
    int sequences = blocks.sequences();
    return (int) Math.min(Math.max(CHUNK, sequences), (long) sequences * steps);
  }

  /** Returns how many numbers one state of all sequences of a block has. */
  int stateLength() {
    return blocks.sequences() * units;
  }

  /** Returns the first block of a piece. */
  int firstBlock(int piece) {
    return PieceThreads.cut(blocks.blocks(), 1, piece, pieces);
  }

  /** Returns how many states the cell carries from one step to the next. */
  int carriedStates() {
    return cell == RecurrentCell.LSTM ? 2 : 1;
  }

  /**
   * Returns whether the product of the state with a gate's weight is kept by itself, as the second
   * state, and not added to that of the input: that of the gate n of a GRU, which r multiplies.
   */
  boolean hasOwnProduct(int gate) {
    return cell == RecurrentCell.GRU && gate == 2;
  }
}
