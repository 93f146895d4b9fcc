package org.netwright.runtime.internal.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.netwright.runtime.internal.kernels.CentralDifferences.dot;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;

/** Normalisation of groups against loops over single numbers, and central differences. */
class GroupNormKernelsTest {
  private static final double EPSILON = 1e-5;

  /** How what is normalised together lies in a batch. */
  @SuppressWarnings("ArrayRecordComponent") // forms are not compared
  private record Form(long[] shape, int channels, int groups, boolean centered) {
    int n() {
      return (int) shape[0];
    }

    int length() {
      return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The elements that are normalised together, which are neighbours. */
    int width() {
      return centered ? length() / n() / groups : channels;
    }

    int channelOf(int i) {
      int row = length() / n();
      return centered ? i % row / (row / channels) : i % channels;
    }

    @Override
    public String toString() {
      return "%s, %d channels, %d groups, centred %s"
          .formatted(Arrays.toString(shape), channels, groups, centered);
    }
  }

  private static Form group(int groups, long... shape) {
    return new Form(shape, (int) shape[1], groups, true);
  }

  private static Form root(long... shape) {
    return new Form(shape, (int) shape[shape.length - 1], 1, false);
  }

  private static final Form[] FORMS = {
    group(1, 1, 1),
    group(1, 5, 6),
    group(3, 5, 6),
    group(6, 2, 6),
    group(2, 2, 4, 5),
    group(2, 5, 4, 3, 7),
    group(4, 2, 8, 16, 16),
    group(2, 2, 4, 40, 40),
    group(4, 1, 4, 50, 50),
    group(2, 2, 6000),
    group(8, 33, 32, 9, 9),
    group(4, 64, 32, 7, 7),
    root(1, 1),
    root(5, 1),
    root(5, 7),
    root(2, 3, 4),
    root(2, 5, 300),
    root(3, 5000),
    root(40, 33, 64),
    root(9, 3, 3000)
  };

  @SuppressWarnings("ArrayRecordComponent") // results are not compared as a whole
  private record Results(double[] out, double[] gradient, double[][] parameters) {}

  private static Results formulas(
      Form form, double epsilon, double[] x, double[] g, double[] scale, double[] shift) {
    int width = form.width();
    double[] normalized = new double[x.length];
    double[] gradient = new double[x.length];
    for (int first = 0; first < x.length; first += width) {
      double mean = form.centered ? mean(x, first, width) : 0;
      double square = 0;
      for (int i = first; i < first + width; i++) {
        square += (x[i] - mean) * (x[i] - mean) / width;
      }
      double root = Math.sqrt(square + epsilon);
      double meanGradient = 0;
      double slope = 0;
      for (int i = first; i < first + width; i++) {
        normalized[i] = (x[i] - mean) / root;
        meanGradient += g[i] * scale[form.channelOf(i)] / width;
        slope += g[i] * scale[form.channelOf(i)] * normalized[i] / width;
      }
      for (int i = first; i < first + width; i++) {
        double own = g[i] * scale[form.channelOf(i)] - (form.centered ? meanGradient : 0);
        gradient[i] = (own - normalized[i] * slope) / root;
      }
    }
    double[] out = new double[x.length];
    double[][] parameters = new double[2][form.channels];
    for (int i = 0; i < x.length; i++) {
      int c = form.channelOf(i);
      out[i] = normalized[i] * scale[c] + (form.centered ? shift[c] : 0);
      parameters[0][c] += g[i] * normalized[i];
      parameters[1][c] += form.centered ? g[i] : 0;
    }
    return new Results(out, gradient, parameters);
  }

  private static double mean(double[] x, int first, int width) {
    double mean = 0;
    for (int i = first; i < first + width; i++) {
      mean += x[i] / width;
    }
    double rest = 0;
    for (int i = first; i < first + width; i++) {
      rest += (x[i] - mean) / width;
    }
    return mean + rest;
  }

  /** Calls all operations; those whose result may be an argument, also in that way. */
  private static Results results(
      EngineType engine,
      Form form,
      double epsilon,
      double[] x,
      double[] g,
      double[] scale,
      double[] shift) {
    int n = form.n();
    EngineKernels kernels = engine.kernels;
    ParameterTensor scales = engine.parameter(scale);
    ParameterTensor shifts = engine.parameter(shift);
    ParameterTensor scaleGradient = engine.parameter(shift);
    ParameterTensor shiftGradient = engine.parameter(new double[form.channels]);
    try (BatchTensor input = engine.batch(form.shape, x);
        BatchTensor outGradient = engine.batch(form.shape, g);
        BatchTensor out = engine.empty(form.shape);
        BatchTensor gradient = engine.empty(form.shape);
        BatchTensor over = engine.batch(form.shape, x)) {
      if (form.centered) {
        int groups = form.groups;
        kernels.groupNorm(input, scales, shifts, groups, epsilon, out, n);
        kernels.groupNormGradient(
            input, outGradient, groups, epsilon, scaleGradient, shiftGradient, n);
        kernels.groupNormInputGradient(input, scales, outGradient, groups, epsilon, gradient, n);
        kernels.groupNormInputGradient(over, scales, outGradient, groups, epsilon, over, n);
        kernels.groupNormInputGradient(input, scales, outGradient, groups, epsilon, outGradient, n);
        kernels.groupNorm(input, scales, shifts, groups, epsilon, input, n);
      } else {
        kernels.rmsNorm(input, scales, epsilon, out, n);
        kernels.rmsNormGradient(input, outGradient, epsilon, scaleGradient, n);
        kernels.rmsNormInputGradient(input, scales, outGradient, epsilon, gradient, n);
        kernels.rmsNormInputGradient(over, scales, outGradient, epsilon, over, n);
        kernels.rmsNormInputGradient(input, scales, outGradient, epsilon, outGradient, n);
        kernels.rmsNorm(input, scales, epsilon, input, n);
      }
      double[] result = engine.read(gradient, n);
      EngineType.check("over x", engine.read(over, n), result, 0);
      EngineType.check("over the gradient", engine.read(outGradient, n), result, 0);
      EngineType.check("in place", engine.read(input, n), engine.read(out, n), 0);
      return new Results(
          engine.read(out, n),
          result,
          new double[][] {
            Batches.read(scaleGradient.array()), Batches.read(shiftGradient.array())
          });
    }
  }

  private static void check(EngineType engine, Form form, double epsilon, double[] x) {
    double[] g = Batches.random(2, x.length);
    double[] scale = Batches.map(Batches.random(3, form.channels), v -> (float) (1 + 0.5 * v));
    double[] shift = Batches.random(4, form.channels);
    Results expected = formulas(form, epsilon, x, g, scale, shift);
    Results actual = results(engine, form, epsilon, x, g, scale, shift);
    engine.check(form + ", out", actual.out, expected.out);
    engine.check(form + ", scale", actual.parameters[0], expected.parameters[0]);
    engine.check(form + ", shift", actual.parameters[1], expected.parameters[1]);
    engine.check(form + ", gradient", actual.gradient, expected.gradient);
  }

  @ParameterizedTest
  @EnumSource
  void theFormulas(EngineType engine) {
    for (Form form : FORMS) {
      check(engine, form, EPSILON, Batches.random(1, form.length()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void elementsFarFromZeroKeepTheirDigits(EngineType engine) {
    for (Form form : FORMS) {
      if (form.centered && form.width() > 1) {
        double[] x = Batches.map(Batches.random(1, form.length()), v -> (float) (1e4 + v));
        check(engine, form, EPSILON, x);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hugeAndTinyNumbersKeepTheirDigits(EngineType engine) {
    for (Form form : new Form[] {group(2, 2, 4, 5), group(2, 2, 4, 40, 40), root(5, 7)}) {
      for (double factor : new double[] {0x1p100, 0x1p-70}) {
        double[] x = Batches.map(Batches.random(1, form.length()), v -> v * factor);
        double[] g = Batches.random(2, x.length);
        double[] scale = Batches.random(3, form.channels);
        double[] shift = Batches.random(4, form.channels);
        double epsilon = factor > 1 ? EPSILON : factor * factor / 16;
        Results expected = formulas(form, epsilon, x, g, scale, shift);
        Results actual = results(engine, form, epsilon, x, g, scale, shift);
        engine.check("out", actual.out, expected.out);
        engine.check("scale", actual.parameters[0], expected.parameters[0]);
        engine.check(
            "gradient",
            Batches.map(actual.gradient, v -> v * factor),
            Batches.map(expected.gradient, v -> v * factor));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void notANumberStaysInItsGroup(EngineType engine) {
    for (double broken : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (Form form : new Form[] {group(2, 2, 4, 5), group(2, 2, 4, 40, 40), root(5, 7)}) {
        double[] x = Batches.random(1, form.length());
        int place = form.width() + 2;
        x[place] = broken;
        double[] g = Batches.random(2, x.length);
        double[] ones = new double[form.channels];
        Arrays.fill(ones, 1);
        Results results = results(engine, form, EPSILON, x, g, ones, ones);
        for (int i = 0; i < x.length; i++) {
          boolean own = i / form.width() == 1;
          // Divided by an infinite root, only what is infinite itself gives NaN.
          boolean hidden = !form.centered && Double.isInfinite(broken) && i != place;
          assertThat(Double.isNaN(results.out[i])).as("out %d", i).isEqualTo(own && !hidden);
          assertThat(Double.isNaN(results.gradient[i])).as("gradient %d", i).isEqualTo(own);
        }
      }
    }
  }

  @Test
  void gradientsAreThoseOfTheValue() {
    EngineType engine = EngineType.ND4J_DOUBLE;
    for (Form form : new Form[] {group(3, 2, 6), group(2, 2, 4, 3), root(3, 4), root(2, 2, 3)}) {
      double[] x = Batches.random(1, form.length());
      double[] g = Batches.random(2, x.length);
      double[] scale = Batches.random(3, form.channels);
      double[] shift = Batches.random(4, form.channels);
      Results results = results(engine, form, 0.01, x, g, scale, shift);
      CentralDifferences.check(
          results.gradient,
          x,
          moved -> dot(g, results(engine, form, 0.01, moved, g, scale, shift).out));
      CentralDifferences.check(
          results.parameters[0],
          scale,
          moved -> dot(g, results(engine, form, 0.01, x, g, moved, shift).out));
      if (form.centered) {
        CentralDifferences.check(
            results.parameters[1],
            shift,
            moved -> dot(g, results(engine, form, 0.01, x, g, scale, moved).out));
      }
    }
  }
}
