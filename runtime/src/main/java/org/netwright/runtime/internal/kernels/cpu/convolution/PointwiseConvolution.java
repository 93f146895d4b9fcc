package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.FloatProduct;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Convolutions whose outputs read one position each, that of their own place: products with the
 * images where they lie.
 */
final class PointwiseConvolution extends ConvolutionWork {
  /** The positions of a piece are a multiple of this, which suits BLAS's inner loops. */
  private static final int UNIT = 32;

  /** So many numbers are written at a time. */
  private static final int CHUNK = 1 << 14;

  /** What is computed. */
  private enum Task {
    OUTPUTS,
    WEIGHT_GRADIENT,
    INPUT_GRADIENT
  }

  private final FloatProduct[] products = new FloatProduct[PieceThreads.PROCESSORS];
  private Task task = Task.OUTPUTS;
  private int pieces;

  /** In how many parts each image is cut. */
  private int cuts;

  private boolean biased;
  private float[] bias = {};
  private final float[][] rows = new float[PieceThreads.PROCESSORS][0];

  /** The input, or its gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory x;

  /** The weight, or its gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory weight;

  /** The outputs, or their gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory out;

  PointwiseConvolution(ConvolutionShape shape, FloatScratch scratch) {
    super(shape, scratch);
    Arrays.setAll(products, i -> new FloatProduct());
  }

  /** Writes the outputs. */
  void outputs(
      FloatMemory newX,
      FloatMemory newWeight,
      float[] newBias,
      boolean newBiased,
      FloatMemory newOut) {
    bias = newBias;
    biased = newBiased;
    run(Task.OUTPUTS, newX, newWeight, newOut);
  }

  /** Writes the gradient of the weight: each piece adds up its own. */
  void weightGradient(FloatMemory newX, FloatMemory outGradient, FloatMemory gradient) {
    run(Task.WEIGHT_GRADIENT, newX, gradient, outGradient);
    for (int i = 1; i < pieces; i++) {
      products[0].add(memory, sums(i), gradient, 0, shape.weightLength());
    }
  }

  /** Writes the gradient of the input. */
  void inputGradient(FloatMemory outGradient, FloatMemory newWeight, FloatMemory xGradient) {
    run(Task.INPUT_GRADIENT, xGradient, newWeight, outGradient);
  }

  private void run(Task newTask, FloatMemory newX, FloatMemory newWeight, FloatMemory newOut) {
    task = newTask;
    x = newX;
    weight = newWeight;
    out = newOut;
    int wanted = wantedPieces(shape, task == Task.WEIGHT_GRADIENT ? shape.weightLength() : 0);
    cuts = (int) Math.max(1, Math.min((wanted - 1L) / shape.n + 1, shape.plane() / UNIT));
    pieces = Math.min(wanted, shape.n * cuts);
    if (task == Task.WEIGHT_GRADIENT) {
      require(Math.max(1, sums(pieces)));
    }
    run(pieces);
  }

  /** Where the gradient of a piece is added up; the first uses the memory of the result. */
  private long sums(int piece) {
    return (piece - 1) * aligned(shape.weightLength());
  }

  @Override
  public void piece(int index) {
    int first = PieceThreads.cut(shape.n * cuts, 1, index, pieces);
    int end = PieceThreads.cut(shape.n * cuts, 1, index + 1, pieces);
    for (int unit = first; unit < end; unit++) {
      int image = unit / cuts;
      int from = PieceThreads.cut(shape.plane(), UNIT, unit % cuts, cuts);
      int to = PieceThreads.cut(shape.plane(), UNIT, unit % cuts + 1, cuts);
      for (int group = 0; group < shape.groups; group++) {
        multiply(index, image, group, from, to - from, unit == first ? 0 : 1);
      }
    }
  }

  private void multiply(int index, int image, int group, int from, int positions, float beta) {
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    int plane = shape.plane();
    long images = ((long) image * shape.channels + (long) group * channels) * plane + from;
    long outputs = ((long) image * shape.filters + (long) group * filters) * plane + from;
    long first = (long) group * filters * channels;
    FloatProduct product = products[index];
    switch (task) {
      case OUTPUTS -> {
        if (biased) {
          writeBias(index, group * filters, outputs, positions);
        }
        product
            .left(weight, first, channels, false)
            .right(x, images, plane, false)
            .write(filters, positions, channels, biased ? 1 : 0, out, outputs, plane);
      }
      case WEIGHT_GRADIENT ->
          product
              .left(out, outputs, plane, false)
              .right(x, images, plane, true)
              .write(
                  filters,
                  channels,
                  positions,
                  beta,
                  index == 0 ? weight : memory,
                  index == 0 ? first : sums(index) + first,
                  channels);
      case INPUT_GRADIENT ->
          product
              .left(weight, first, channels, true)
              .right(out, outputs, plane, false)
              .write(channels, positions, filters, 0, x, images, plane);
    }
  }

  /** The product is added to the bias: BLAS would otherwise begin by writing zeros. */
  private void writeBias(int index, int firstFilter, long outputs, int positions) {
    int length = Math.min(positions, CHUNK);
    float[] row = FloatArrays.atLeast(length, rows[index]);
    rows[index] = row;
    for (int f = 0; f < shape.filtersOfGroup(); f++) {
      Arrays.fill(row, 0, length, bias[firstFilter + f]);
      long first = outputs + (long) f * shape.plane();
      for (int i = 0; i < positions; i += CHUNK) {
        out.put(first + i, row, Math.min(CHUNK, positions - i));
      }
    }
  }
}
