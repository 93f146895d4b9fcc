package org.netwright.runtime.internal.data;

/**
 * Measures the mean and the standard deviation of columns in one pass (Welford, "Note on a method
 * for calculating corrected sums of squares and products", 1962).
 */
public final class Moments {
  private double[] mean = {};
  private double[] squares = {};
  private long rows;

  /** Creates moments of no rows. */
  public Moments() {}

  /**
   * Adds rows.
   *
   * @param chosen the numbers of the rows in the table
   */
  public void add(Rows table, int... chosen) {
    for (int row : chosen) {
      begin(table.length());
      for (int column = 0; column < mean.length; column++) {
        add(table.get(row, column), column);
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

  /** Returns the mean of each column; none if no row was added. */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * Returns the standard deviation of each column; 0 if it is constant. It is not finite if squares
   * overflow.
   */
  public double[] deviation() {
    double[] deviation = new double[mean.length];
    for (int column = 0; column < deviation.length; column++) {
      double measured = Math.sqrt(squares[column] / rows);
      // A deviation below the rounding error of the mean is noise.
      boolean constant = measured <= Math.abs(mean[column]) * 1e-14;
      deviation[column] = constant ? 0 : measured;
    }
    return deviation;
  }

  /** Returns a scaler; a constant column is only shifted. */
  public StandardScaler toScaler() {
    double[] divisors = deviation();
    for (int column = 0; column < divisors.length; column++) {
      divisors[column] = divisors[column] == 0 ? 1 : divisors[column];
    }
    return new StandardScaler(mean(), divisors);
  }
}
