package org.netwright.runtime.internal.kernels.cpu;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Batch normalisation on tiles. The pieces are ranges of channels, each of which is read again
 * while it is in the cache; or, where the planes of channels are short, ranges of rows, whose sums
 * are added up between one pass and the next.
 */
final class BatchNormalization {
  /** A pass over the sections of a piece. */
  private enum Pass {
    STATISTICS_AND_OUTPUT,
    DISTANCES,
    SQUARES,
    OUTPUT,
    PRODUCTS_AND_GRADIENT,
    PRODUCTS,
    GRADIENT
  }

  /** Smaller variances may have lost digits, or be 0, in float. */
  private static final double LEAST_SQUARE = 1e-30;

  /** Beside this epsilon, such a variance makes no difference. */
  private static final double LEAST_EPSILON = 1e-24;

  private final ChannelLayout layout = new ChannelLayout();
  private final ChannelNumbers numbers = new ChannelNumbers();
  private final BatchNormPiece[] pieces = new BatchNormPiece[PieceThreads.PROCESSORS];
  private final PieceThreads.Work work = this::piece;
  private int count;
  private Pass pass = Pass.OUTPUT;
  private double epsilon;

  /** What a pass reads and writes; those that it does not need are x. */
  private @Nullable FloatMemory x;

  private @Nullable FloatMemory g;
  private @Nullable FloatMemory out;

  /** Normalises with the statistics of the batch, and writes these. */
  void forward(
      BatchTensor inputs,
      @Nullable ParameterTensor scale,
      @Nullable ParameterTensor shift,
      boolean channelsFirst,
      double newEpsilon,
      BatchTensor outputs,
      ParameterTensor mean,
      ParameterTensor variance,
      int n) {
    FloatMemory values = inputs.floats(n);
    prepare(inputs, mean, channelsFirst, newEpsilon, n);
    numbers.read(scale, shift, layout.channels);
    for (int c = 0; c < layout.channels; c++) {
      numbers.center[c] = values.get((long) c * layout.plane);
    }
    take(values, values, outputs.floats(n));
    if (layout.byChannel) {
      run(Pass.STATISTICS_AND_OUTPUT);
    } else {
      run(Pass.DISTANCES);
      for (int c = 0; c < layout.channels; c++) {
        finishMean(values, c, merge(c));
      }
      run(Pass.SQUARES);
      for (int c = 0; c < layout.channels; c++) {
        finishVariance(values, c, merge(c));
      }
      run(Pass.OUTPUT);
    }
    mean.floats().put(0, numbers.mean, layout.channels);
    variance.floats().put(0, numbers.variance, layout.channels);
    release();
  }

  /** Normalises with given statistics. */
  void normalize(
      BatchTensor inputs,
      @Nullable ParameterTensor scale,
      @Nullable ParameterTensor shift,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double newEpsilon,
      BatchTensor outputs,
      int n) {
    FloatMemory values = inputs.floats(n);
    prepare(inputs, mean, channelsFirst, newEpsilon, n);
    numbers.read(scale, shift, layout.channels);
    mean.floats().get(0, numbers.center, layout.channels);
    variance.floats().get(0, numbers.variance, layout.channels);
    for (int c = 0; c < layout.channels; c++) {
      numbers.rest[c] = 0;
      setOutput(c);
    }
    take(values, values, outputs.floats(n));
    run(Pass.OUTPUT);
    release();
  }

  /** Writes the gradients of the parameters, if there are any, and of the input, if it is asked. */
  void gradient(
      BatchTensor inputs,
      @Nullable ParameterTensor scale,
      BatchTensor outGradient,
      ParameterTensor mean,
      ParameterTensor variance,
      boolean channelsFirst,
      double newEpsilon,
      @Nullable BatchTensor inputGradient,
      @Nullable ParameterTensor scaleGradient,
      @Nullable ParameterTensor shiftGradient,
      int n) {
    FloatMemory values = inputs.floats(n);
    FloatMemory gradients = outGradient.floats(n);
    prepare(inputs, mean, channelsFirst, newEpsilon, n);
    numbers.read(scale, null, layout.channels);
    mean.floats().get(0, numbers.center, layout.channels);
    variance.floats().get(0, numbers.variance, layout.channels);
    take(values, gradients, inputGradient == null ? values : inputGradient.floats(n));
    if (layout.byChannel && inputGradient != null) {
      run(Pass.PRODUCTS_AND_GRADIENT);
    } else {
      run(Pass.PRODUCTS);
      for (int c = 0; c < layout.channels; c++) {
        double products = 0;
        double distances = 0;
        for (int i = 0; i < count; i++) {
          products += pieces[i].moreSums[c];
          distances += pieces[i].distanceSums[c];
        }
        finishGradient(c, merge(c), products, distances);
      }
      if (inputGradient != null) {
        run(Pass.GRADIENT);
      }
    }
    if (scaleGradient != null) {
      scaleGradient.floats().put(0, numbers.scaleGradient, layout.channels);
    }
    if (shiftGradient != null) {
      shiftGradient.floats().put(0, numbers.shiftGradient, layout.channels);
    }
    release();
  }

  /** Moves running statistics towards those of a batch. */
  void update(
      ParameterTensor mean,
      ParameterTensor variance,
      long elements,
      double momentum,
      ParameterTensor runningMean,
      ParameterTensor runningVariance) {
    if (elements == 1) {
      return;
    }
    int channels = Math.toIntExact(mean.floats().length());
    numbers.require(channels);
    mean.floats().get(0, numbers.mean, channels);
    variance.floats().get(0, numbers.variance, channels);
    double correction = elements / (elements - 1.0);
    boolean finite = true;
    for (int c = 0; c < channels; c++) {
      numbers.variance[c] = (float) (numbers.variance[c] * correction);
      finite &= Float.isFinite(numbers.mean[c]) && Float.isFinite(numbers.variance[c]);
    }
    if (finite) {
      average(numbers.mean, momentum, runningMean, channels);
      average(numbers.variance, momentum, runningVariance, channels);
    }
  }

  private void average(float[] batch, double momentum, ParameterTensor running, int channels) {
    running.floats().get(0, numbers.center, channels);
    for (int c = 0; c < channels; c++) {
      numbers.center[c] = (float) ((1 - momentum) * numbers.center[c] + momentum * batch[c]);
    }
    running.floats().put(0, numbers.center, channels);
  }

  private void prepare(
      BatchTensor inputs, ParameterTensor mean, boolean channelsFirst, double newEpsilon, int n) {
    int channels = Math.toIntExact(mean.floats().length());
    layout.set(inputs, channels, channelsFirst, n);
    numbers.require(channels);
    epsilon = newEpsilon;
    count = layout.pieces();
    for (int i = 0; i < count; i++) {
      if (pieces[i] == null) {
        pieces[i] = new BatchNormPiece(layout, numbers);
      }
    }
  }

  private void take(FloatMemory newX, FloatMemory newG, FloatMemory newOut) {
    x = newX;
    g = newG;
    out = newOut;
  }

  /** Forgets the arrays, so that they are not kept from being freed. */
  private void release() {
    x = null;
    g = null;
    out = null;
  }

  private void run(Pass newPass) {
    pass = newPass;
    SharedWork.run(work, count);
  }

  private void piece(int index) {
    BatchNormPiece piece = pieces[index];
    FloatMemory inputs = x;
    FloatMemory gradients = g;
    FloatMemory outputs = out;
    if (inputs == null || gradients == null || outputs == null) {
      throw new IllegalStateException("without arrays");
    }
    piece.set(index, count);
    int sections = piece.tiles.sections();
    for (int i = 0; i < sections; i++) {
      piece.section(i);
      section(piece, inputs, gradients, outputs);
    }
  }

  private void section(
      BatchNormPiece piece, FloatMemory inputs, FloatMemory gradients, FloatMemory outputs) {
    int channel = piece.tiles.channel();
    switch (pass) {
      case STATISTICS_AND_OUTPUT -> {
        piece.addDistances(inputs);
        finishMean(inputs, channel, piece.sums[channel]);
        piece.sums[channel] = 0;
        piece.addSquares(inputs);
        finishVariance(inputs, channel, piece.sums[channel]);
        piece.normalize(inputs, outputs);
      }
      case DISTANCES -> piece.addDistances(inputs);
      case SQUARES -> piece.addSquares(inputs);
      case OUTPUT -> piece.normalize(inputs, outputs);
      case PRODUCTS_AND_GRADIENT -> {
        piece.addProducts(inputs, gradients);
        finishGradient(
            channel, piece.sums[channel], piece.moreSums[channel], piece.distanceSums[channel]);
        piece.project(inputs, gradients, outputs);
      }
      case PRODUCTS -> piece.addProducts(inputs, gradients);
      case GRADIENT -> piece.project(inputs, gradients, outputs);
    }
  }

  /** Adds up the sums of all pieces. */
  private double merge(int channel) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += pieces[i].sums[channel];
    }
    return sum;
  }

  /** Moves the center from the first element to the mean, and keeps what is lost in rounding. */
  private void finishMean(FloatMemory inputs, int channel, double sum) {
    float first = numbers.center[channel];
    double exact = Double.isFinite(sum) ? sum : sumInDouble(inputs, channel, false);
    double mean = first + exact / layout.elements();
    numbers.mean[channel] = (float) mean;
    numbers.center[channel] = (float) mean;
    numbers.rest[channel] = mean - (float) mean;
  }

  private void finishVariance(FloatMemory inputs, int channel, double sum) {
    boolean lost = sum < LEAST_SQUARE * layout.elements() && epsilon < LEAST_EPSILON;
    double exact = lost || !Double.isFinite(sum) ? sumInDouble(inputs, channel, true) : sum;
    double rest = numbers.rest[channel];
    double variance = exact / layout.elements() - rest * rest;
    // Math.max keeps NaN.
    numbers.variance[channel] = (float) Math.max(variance, 0);
    setOutput(channel);
  }

  /** Takes numbers that are too large or too small for sums in float. */
  private double sumInDouble(FloatMemory inputs, int channel, boolean squares) {
    double center = numbers.center[channel];
    double sum = 0;
    for (int row = 0; row < layout.rows; row++) {
      long first = ((long) row * layout.channels + channel) * layout.plane;
      for (int i = 0; i < layout.plane; i++) {
        double distance = inputs.get(first + i) - center;
        sum += squares ? distance * distance : distance;
      }
    }
    return sum;
  }

  private void setOutput(int channel) {
    double slope = numbers.scale[channel] * numbers.inverse(channel, epsilon);
    numbers.slope[channel] = (float) slope;
    numbers.summand[channel] = (float) (numbers.shift[channel] - numbers.rest[channel] * slope);
  }

  /**
   * Computes the gradients of the parameters, and what gives that of the input.
   *
   * @param sum of the gradients
   * @param products the sum of their products with the distances from the center
   * @param distances the sum of these: 0 if the center had not lost digits
   */
  private void finishGradient(int channel, double sum, double products, double distances) {
    double inverse = numbers.inverse(channel, epsilon);
    double rest = distances / layout.elements();
    double scaleGradient = (products - rest * sum) * inverse;
    double slope = scaleGradient * inverse / layout.elements();
    numbers.scaleGradient[channel] = (float) scaleGradient;
    numbers.shiftGradient[channel] = (float) sum;
    numbers.slope[channel] = (float) slope;
    numbers.summand[channel] = (float) (sum / layout.elements() - rest * slope);
    numbers.factor[channel] = (float) (numbers.scale[channel] * inverse);
  }
}
