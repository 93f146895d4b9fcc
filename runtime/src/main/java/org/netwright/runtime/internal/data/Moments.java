package org.netwright.runtime.internal.data;

import org.jspecify.annotations.Nullable;

/**
 * Measures the mean and the standard deviation of columns in one pass (Welford, "Note on a method
 * for calculating corrected sums of squares and products", 1962), or of channels, whose moments are
 * measured row by row and then merged (Chan, Golub and LeVeque, "Updating formulae and a pairwise
 * algorithm for computing sample variances", 1979).
 */
public final class Moments {
  private double[] mean = {};
  private double[] squares = {};
  private final int span;
  private long rows;

  /** Creates moments of columns, of no rows. */
  public Moments() {
    this(1);
  }

  /**
   * Creates moments of no rows.
   *
   * @param span how many numbers of a row are measured together, which follow each other; 1 for
   *     columns
   */
  public Moments(int span) {
    this.span = span;
  }

  /**
   * Adds rows.
   *
   * @param chosen the numbers of the rows in the table
   */
  public void add(Rows table, int... chosen) {
    for (int row : chosen) {
      begin(table.length() / span);
      for (int index = 0; index < mean.length; index++) {
        if (span == 1) {
          add(table.get(row, index), index);
        } else {
          merge(table, row, index);
        }
      }
    }
  }

  /**
   * Adds the steps of sequences, each as a row, without padding.
   *
   * @param table rows of [steps × …]
   * @param lengths how many steps each row has, as rows of one number; null if all have all steps
   * @param columns how many numbers a step has
   * @param chosen the numbers of the rows in the tables
   */
  public void addSteps(Rows table, @Nullable Rows lengths, int columns, int... chosen) {
    for (int row : chosen) {
      int steps = lengths == null ? table.length() / columns : (int) lengths.get(row, 0);
      for (int step = 0; step < steps; step++) {
        begin(columns);
        for (int column = 0; column < columns; column++) {
          add(table.get(row, step * columns + column), column);
        }
      }
    }
  }

  /**
   * Adds one row.
   *
   * @param row may be longer than there are columns
   */
  public void add(double[] row, int columns) {
    begin(columns);
    for (int column = 0; column < columns; column++) {
      add(row[column], column);
    }
  }

  /** Distances are taken from the first number, so that those of a constant are exactly 0. */
  private void merge(Rows table, int row, int channel) {
    int from = channel * span;
    double first = table.get(row, from);
    double sum = 0;
    for (int column = from + 1; column < from + span; column++) {
      sum += table.get(row, column) - first;
    }
    double own = first + sum / span;
    double ownSquares = 0;
    for (int column = from; column < from + span; column++) {
      double distance = table.get(row, column) - own;
      ownSquares += distance * distance;
    }
    double distance = own - mean[channel];
    mean[channel] += distance / rows;
    squares[channel] += ownSquares + distance * distance * span * (rows - 1) / rows;
  }

  private void begin(int columns) {
    if (rows == 0) {
      mean = new double[columns];
      squares = new double[columns];
    }
    rows++;
  }

  private void add(double x, int column) {
    double distance = x - mean[column];
    mean[column] += distance / rows;
    squares[column] += distance * (x - mean[column]);
  }

  /** Returns the mean of each column or channel; none if no row was added. */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * Returns the standard deviation of each column or channel; 0 if it is constant. It is not finite
   * if squares overflow.
   */
  public double[] deviation() {
    double[] deviation = new double[mean.length];
    for (int column = 0; column < deviation.length; column++) {
      double measured = Math.sqrt(squares[column] / rows / span);
      // A deviation below the rounding error of the mean is noise.
      boolean constant = measured <= Math.abs(mean[column]) * 1e-14;
      deviation[column] = constant ? 0 : measured;
    }
    return deviation;
  }

  /** Returns a scaler; what is constant is only shifted. */
  public StandardScaler toScaler() {
    return toScaler(1);
  }

  /**
   * Returns a scaler of rows with steps, each of which has these columns.
   *
   * @param steps how many steps a row has
   */
  public StandardScaler toScaler(int steps) {
    double[] divisors = deviation();
    for (int column = 0; column < divisors.length; column++) {
      divisors[column] = divisors[column] == 0 ? 1 : divisors[column];
    }
    return new StandardScaler(mean(), divisors, span, steps);
  }
}
