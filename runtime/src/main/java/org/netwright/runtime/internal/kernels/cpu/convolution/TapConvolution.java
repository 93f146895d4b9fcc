package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Convolutions whose groups have one channel or one filter, as depthwise ones: too small for
 * products of matrices. What each tap reads is added up, multiplied by its weight.
 */
final class TapConvolution extends ConvolutionWork {
  /** So many outputs that the arrays of a window of 3 × 3 fit the first-level cache. */
  private static final int MOST = 640;

  /** The same for planes that are gathered once for each channel, where tables cost more. */
  private static final int MOST_GATHERED = 8192;

  /** With more channels or filters, products of matrices are faster. */
  private static final int FEW_CHANNELS = 4;

  /** What is computed. */
  private enum Task {
    OUTPUTS,
    WEIGHT_GRADIENT,
    INPUT_GRADIENT
  }

  private final ConvolutionBlocks blocks = new ConvolutionBlocks();
  private final TapBlock[] parts = new TapBlock[PieceThreads.PROCESSORS];
  private Task task = Task.OUTPUTS;
  private boolean biased;
  private float[] bias = {};
  private float[] weights = {};
  private int pieces;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory x;

  /** The outputs, or their gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory out;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory gradient;

  TapConvolution(ConvolutionShape shape, FloatScratch scratch) {
    super(shape, scratch);
    Arrays.setAll(parts, i -> new TapBlock(shape, blocks));
  }

  /** Returns whether a convolution is one of those that this computes. */
  static boolean isFor(ConvolutionShape shape) {
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    return shape.groups > 1
        && Math.min(channels, filters) == 1
        && Math.max(channels, filters) <= FEW_CHANNELS;
  }

  /** Writes the outputs. */
  void outputs(
      FloatMemory newX,
      FloatMemory weight,
      float[] newBias,
      boolean newBiased,
      FloatMemory newOut) {
    task = Task.OUTPUTS;
    bias = newBias;
    biased = newBiased;
    readWeights(weight);
    begin(newX, newOut);
    run(pieces);
  }

  /** Writes the gradient of the weight: each piece computes that of some groups. */
  void weightGradient(FloatMemory newX, FloatMemory outGradient, FloatMemory newGradient) {
    task = Task.WEIGHT_GRADIENT;
    gradient = newGradient;
    begin(newX, outGradient);
    for (int i = 0; i < pieces; i++) {
      parts[i].requireSums();
    }
    run(pieces);
  }

  /** Writes the gradient of the input. */
  void inputGradient(FloatMemory outGradient, FloatMemory weight, FloatMemory newGradient) {
    task = Task.INPUT_GRADIENT;
    gradient = newGradient;
    out = outGradient;
    readWeights(weight);
    blocks.cutImages(shape.n, shape.outHeight, shape.outWidth, 0, MOST, wantedPieces(shape));
    pieces = blocks.pieces();
    for (int i = 0; i < pieces; i++) {
      parts[i].requireGradient();
    }
    run(pieces);
  }

  /** The gradient of the weight begins with each block anew for each group. */
  private int most() {
    boolean tables = task == Task.WEIGHT_GRADIENT && GatheredPlanes.isFor(shape);
    return tables ? Math.max(MOST, Math.min(shape.outPlane(), MOST_GATHERED)) : MOST;
  }

  private void readWeights(FloatMemory weight) {
    weights = FloatArrays.atLeast(shape.weightLength(), weights);
    weight.get(0, weights, shape.weightLength());
  }

  private void begin(FloatMemory newX, FloatMemory newOut) {
    x = newX;
    out = newOut;
    int wanted = wantedPieces(shape);
    boolean flat = cut(shape, blocks, most(), wanted);
    pieces = task == Task.OUTPUTS ? blocks.pieces() : Math.min(wanted, shape.groups);
    for (int i = 0; i < pieces; i++) {
      parts[i].require(flat, false, shape.channelsOfGroup());
    }
  }

  @Override
  public void piece(int index) {
    TapBlock part = parts[index];
    if (task == Task.WEIGHT_GRADIENT) {
      int end = PieceThreads.cut(shape.groups, 1, index + 1, pieces);
      for (int group = PieceThreads.cut(shape.groups, 1, index, pieces); group < end; group++) {
        writeGradient(part, group);
      }
      return;
    }
    for (int block = blocks.first(index); block < blocks.first(index + 1); block++) {
      part.begin(block);
      for (int group = 0; group < shape.groups; group++) {
        if (task == Task.OUTPUTS) {
          writeOutputs(part, group);
        } else {
          part.writeInputGradient(out, weights, group, gradient);
        }
      }
    }
  }

  private void writeOutputs(TapBlock part, int group) {
    int filters = shape.filtersOfGroup();
    part.readGroup(x, group);
    for (int filter = group * filters; filter < (group + 1) * filters; filter++) {
      part.writeOutputs(filter, weights, biased ? bias[filter] : 0, out);
    }
  }

  private void writeGradient(TapBlock part, int group) {
    part.clearSums();
    for (int block = 0; block < blocks.count(); block++) {
      part.begin(block);
      part.readGroup(x, group);
      for (int filter = 0; filter < shape.filtersOfGroup(); filter++) {
        part.addProducts(out, group, filter);
      }
    }
    part.writeGradient(group, gradient);
  }
}
