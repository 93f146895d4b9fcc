package org.netwright.runtime.internal.kernels;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.RecurrentCell;

/**
 * The shape of a recurrent layer over a batch of sequences.
 *
 * @param truncation how many steps a gradient reaches back at most; 0 for all
 * @param lengths [n], or null if all sequences have all steps
 * @param all whether the states of all steps are outputs, and not that of the last step alone
 */
@SuppressWarnings("ArrayRecordComponent") // cases are not compared
public record RecurrentCase(
    RecurrentCell cell,
    boolean reversed,
    int truncation,
    int n,
    int steps,
    int in,
    int units,
    int @Nullable [] lengths,
    boolean all) {

  /** A layer that returns all states of sequences with all steps. */
  public static RecurrentCase of(RecurrentCell cell, int n, int steps, int in, int units) {
    return new RecurrentCase(cell, false, 0, n, steps, in, units, null, true);
  }

  /** The same layer, which reads from the last step to the first. */
  public RecurrentCase backwards() {
    return new RecurrentCase(cell, true, truncation, n, steps, in, units, lengths, all);
  }

  /** The same layer, whose gradients reach back so many steps. */
  public RecurrentCase truncated(int by) {
    return new RecurrentCase(cell, reversed, by, n, steps, in, units, lengths, all);
  }

  /** The same layer, which returns the last state of each sequence. */
  public RecurrentCase last() {
    return new RecurrentCase(cell, reversed, truncation, n, steps, in, units, lengths, false);
  }

  /** The same layer, for sequences of these lengths. */
  public RecurrentCase lengths(int... of) {
    return new RecurrentCase(cell, reversed, truncation, n, steps, in, units, of, all);
  }

  /** The same layer, for sequences of random lengths. */
  public RecurrentCase randomLengths(Random random) {
    int[] of = new int[n];
    Arrays.setAll(of, i -> 1 + random.nextInt(steps));
    return lengths(of);
  }

  /** Any of all that there is, with sizes from 1 on. */
  static RecurrentCase random(Random random) {
    RecurrentCell[] cells = RecurrentCell.values();
    int n = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(40);
    int units = random.nextInt(3) == 0 ? 1 + random.nextInt(70) : 1 + random.nextInt(20);
    RecurrentCase one =
        new RecurrentCase(
            cells[random.nextInt(cells.length)],
            random.nextBoolean(),
            random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0,
            n,
            random.nextInt(6) == 0 ? 1 : 1 + random.nextInt(13),
            1 + random.nextInt(24),
            units,
            null,
            random.nextBoolean());
    return random.nextInt(3) == 0 ? one : one.randomLengths(random);
  }

  /** Returns the number of steps of a sequence. */
  int length(int row) {
    return lengths == null ? steps : lengths[row];
  }

  /** Returns the lengths as kernels take them; null if all sequences have all steps. */
  public @Nullable Lengths asLengths() {
    if (lengths == null) {
      return null;
    }
    Lengths given = new Lengths(steps);
    System.arraycopy(lengths, 0, given.rows(n), 0, n);
    return given;
  }

  /** Returns the width of all gates. */
  public int width() {
    return cell.gates() * units;
  }

  /** Returns [n × steps × in]. */
  public long[] xShape() {
    return new long[] {n, steps, in};
  }

  /** Returns [n × steps × units], or [n × units]. */
  public long[] outShape() {
    return all ? new long[] {n, steps, units} : new long[] {n, units};
  }

  int xLength() {
    return n * steps * in;
  }

  int outLength() {
    return n * units * (all ? steps : 1);
  }

  @Override
  public String toString() {
    return "%s%s of %d, %d × %d × %d, truncation %d, lengths %s, %s"
        .formatted(
            reversed ? "reversed " : "",
            cell,
            units,
            n,
            steps,
            in,
            truncation,
            Arrays.toString(lengths),
            all ? "all" : "last");
  }
}
