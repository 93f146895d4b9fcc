package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.generated.Axis;
import org.netwright.runtime.generated.StepSizes;
import org.netwright.runtime.internal.kernels.nd4j.GroupShrinkage;
import org.netwright.runtime.internal.memory.FloatMemory;

/** Proximal steps whose step sizes differ from parameter to parameter. */
final class ProximalTiles implements RowTiles.Update {
  private final float[] p = new float[Tiles.SIZE];
  private final float[] v = new float[Tiles.SIZE];
  private float factorOfRows;
  private float epsilonOfRows;
  private double[] values = new double[0];
  private double[] stepsOfValues = new double[0];
  private double[] group = new double[0];
  private double[] stepsOfGroup = new double[0];

  /**
   * Applies the step of L1.
   *
   * @param offset where the parameter begins in the flat vector
   */
  void threshold(double strength, StepSizes steps, long offset, FloatMemory parameter) {
    long length = parameter.length();
    FloatMemory variance = steps.variance().floats();
    float factor = (float) (strength * steps.rate());
    for (long first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      parameter.get(first, p, n);
      variance.get(offset + first, v, n);
      threshold(p, v, factor, (float) steps.scale(), (float) steps.epsilon(), n);
      parameter.put(first, p, n);
    }
  }

  /** Sets the numbers for rows of a table: steps are {@code factor / (√variance + epsilon)}. */
  void set(float factor, float epsilon) {
    factorOfRows = factor;
    epsilonOfRows = epsilon;
  }

  @Override
  public void apply(float[] gradients, float[] variances, float[] unused, float[] rows, int n) {
    threshold(rows, variances, factorOfRows, 1, epsilonOfRows, n);
  }

  private static void threshold(
      float[] p, float[] v, float factor, float scale, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      float t = factor / ((float) Math.sqrt(v[i]) * scale + epsilon);
      p[i] = 0 + Math.max(p[i] - t, 0) + Math.min(p[i] + t, 0);
    }
  }

  /**
   * Applies the step of a group lasso.
   *
   * @param kappa the strength times the root of the groups' size
   * @param offset where the weight begins in the flat vector
   */
  void threshold(double kappa, StepSizes steps, long offset, Groups groups, FloatMemory weight) {
    read(steps, offset, groups, weight);
    int size = groups.size();
    int stride = groups.axis() == Axis.OUTPUT ? groups.columns() : 1;
    for (int g = 0; g < groups.count(); g++) {
      int first = groups.axis() == Axis.OUTPUT ? g : g * groups.columns();
      for (int i = 0; i < size; i++) {
        group[i] = values[first + i * stride];
        stepsOfGroup[i] = stepsOfValues[first + i * stride];
      }
      GroupShrinkage.shrink(group, stepsOfGroup, size, kappa);
      for (int i = 0; i < size; i++) {
        values[first + i * stride] = group[i];
      }
    }
    write(weight);
  }

  private void read(StepSizes steps, long offset, Groups groups, FloatMemory weight) {
    int length = Math.toIntExact(weight.length());
    values = room(values, length);
    stepsOfValues = room(stepsOfValues, length);
    group = room(group, groups.size());
    stepsOfGroup = room(stepsOfGroup, groups.size());
    FloatMemory variance = steps.variance().floats();
    for (int first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      weight.get(first, p, n);
      variance.get(offset + first, v, n);
      for (int i = 0; i < n; i++) {
        values[first + i] = p[i];
        stepsOfValues[first + i] =
            steps.rate() / (Math.sqrt(v[i]) * steps.scale() + steps.epsilon());
      }
    }
  }

  private void write(FloatMemory weight) {
    int length = Math.toIntExact(weight.length());
    for (int first = 0; first < length; first += Tiles.SIZE) {
      int n = Tiles.size(first, length);
      for (int i = 0; i < n; i++) {
        p[i] = (float) values[first + i];
      }
      weight.put(first, p, n);
    }
  }

  private static double[] room(double[] numbers, int length) {
    return numbers.length >= length ? numbers : new double[length];
  }
}
