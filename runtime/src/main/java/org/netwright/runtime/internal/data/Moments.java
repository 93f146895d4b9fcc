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
    if (rows == 0) {
      mean = new double[table.length()];
      squares = new double[table.length()];
    }
    for (int row : chosen) {
      rows++;
      for (int column = 0; column < mean.length; column++) {
        double x = table.get(row, column);
        double distance = x - mean[column];
        mean[column] += distance / rows;
        squares[column] += distance * (x - mean[column]);
      }
    }
  }

  /** Returns a scaler; a constant column is only shifted. */
  public StandardScaler toScaler() {
    double[] deviation = new double[mean.length];
    for (int column = 0; column < deviation.length; column++) {
      double measured = Math.sqrt(squares[column] / rows);
      // A deviation below the rounding error of the mean is noise.
      boolean constant = measured <= Math.abs(mean[column]) * 1e-14;
      deviation[column] = constant ? 1 : measured;
    }
    return new StandardScaler(mean.clone(), deviation);
  }
}
