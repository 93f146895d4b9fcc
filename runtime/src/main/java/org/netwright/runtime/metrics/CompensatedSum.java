package org.netwright.runtime.metrics;

/**
 * A sum that keeps track of the rounding error, so that the error does not grow with the number of
 * terms. After an overflow the sum is not finite.
 *
 * @see <a href="https://doi.org/10.1002/zamm.19740540106">A. Neumaier, Rundungsfehleranalyse
 *     einiger Verfahren zur Summation endlicher Summen, 1974</a>
 */
final class CompensatedSum {
  private double sum;
  private double lost;

  void add(double term) {
    double next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
    sum = next;
  }

  double value() {
    return sum + lost;
  }
}
