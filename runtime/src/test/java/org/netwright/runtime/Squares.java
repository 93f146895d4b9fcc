package org.netwright.runtime;

/** The mean squared error as a loss of the user: the mean over the elements of a row. */
final class Squares implements OutputLoss {
  @Override
  public double loss(double[] output, double[] target, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      double error = output[i] - target[i];
      sum += error * error / output.length;
      gradient[i] = 2 * error / output.length;
    }
    return sum;
  }
}
