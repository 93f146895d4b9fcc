package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Any convolution, as products of matrices: what each output reads becomes a column, by one copy
 * for each channel and tap.
 */
final class ColumnConvolution extends ConvolutionWork {
  /** Images of fewer outputs are too short for a product each. */
  private static final int FEW_POSITIONS = 64;

  private final ConvolutionBlocks blocks = new ConvolutionBlocks();
  private final ColumnBlock[] parts = new ColumnBlock[PieceThreads.PROCESSORS];
  private boolean forward;

  /** Whether products read and write outputs where they lie, without gaps between rows. */
  private boolean isDense;

  private boolean biased;
  private float[] bias = {};

  /** The scratch memory of a piece: columns, then outputs. */
  private long columnsLength;

  private long pieceLength;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory x;

  /** The weight, or its gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory weight;

  /** The outputs, or their gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory out;

  ColumnConvolution(ConvolutionShape shape, FloatScratch scratch) {
    super(shape, scratch);
    Arrays.setAll(parts, i -> new ColumnBlock(shape, blocks));
  }

  /** Writes the outputs; the weight begins at an index of its memory. */
  void outputs(
      FloatMemory newX,
      FloatMemory newWeight,
      float[] newBias,
      boolean newBiased,
      FloatMemory newOut) {
    forward = true;
    bias = newBias;
    biased = newBiased;
    begin(newX, newWeight, newOut, 0);
    run(blocks.pieces());
  }

  /** Writes the gradient of the weight: each piece adds up its own. */
  void weightGradient(FloatMemory newX, FloatMemory outGradient, FloatMemory gradient) {
    forward = false;
    begin(newX, gradient, outGradient, shape.weightLength());
    run(blocks.pieces());
    for (int i = 1; i < blocks.pieces(); i++) {
      parts[0].product.add(memory, sums(i), gradient, 0, shape.weightLength());
    }
  }

  private void begin(FloatMemory newX, FloatMemory newWeight, FloatMemory newOut, int sums) {
    x = newX;
    weight = newWeight;
    out = newOut;
    int most = Math.max(FEW, COLUMNS / shape.depth());
    boolean flat = cut(shape, blocks, most, wantedPieces(shape, sums));
    boolean isLong = blocks.images() == 1 || shape.outPlane() >= FEW_POSITIONS;
    isDense =
        isLong
            && blocks.columns() == shape.outWidth
            && (flat || GatheredPlanes.isFor(shape) || shape.depth() <= shape.filtersOfGroup());
    for (int i = 0; i < blocks.pieces(); i++) {
      parts[i].require(flat, isDense, 1);
    }
    long width = parts[0].most();
    columnsLength = aligned(width * shape.depth());
    pieceLength = columnsLength + aligned(width * shape.filtersOfGroup()) + aligned(sums);
    require(blocks.pieces() * pieceLength);
  }

  /** Where the gradient of a piece is added up. */
  private long sums(int piece) {
    return (piece + 1) * pieceLength - aligned(shape.weightLength());
  }

  @Override
  public void piece(int index) {
    ColumnBlock part = parts[index];
    long columns = index * pieceLength;
    int first = blocks.first(index);
    for (int block = first; block < blocks.first(index + 1); block++) {
      part.begin(block);
      for (int group = 0; group < shape.groups; group++) {
        part.readColumns(x, group, memory, columns);
        float beta = block == first ? 0 : 1;
        if (isDense) {
          for (int image = 0; image < part.images; image++) {
            multiplyInPlace(index, group, image, image == 0 ? beta : 1);
          }
        } else {
          multiply(index, group, beta);
        }
      }
    }
  }

  private void multiply(int index, int group, float beta) {
    ColumnBlock part = parts[index];
    long columns = index * pieceLength;
    long outputs = columns + columnsLength;
    int length = part.length;
    if (forward) {
      multiply(part, group, columns, length, 0, memory, outputs, length);
      part.writeOutputs(memory, outputs, group, bias, biased, out);
    } else {
      part.readOutputs(out, group, memory, outputs);
      part.product.left(memory, outputs, length, false);
      addGradient(index, group, columns, length, beta);
    }
  }

  /** Multiplies with the outputs of one image where they lie. */
  private void multiplyInPlace(int index, int group, int image, float beta) {
    ColumnBlock part = parts[index];
    int length = part.imageLength;
    int pitch = shape.outPlane();
    long columns = index * pieceLength + (long) image * length;
    long outputs = part.place(image, group * shape.filtersOfGroup());
    if (forward) {
      if (biased) {
        part.writeBias(image, group, bias, out);
      }
      multiply(part, group, columns, length, biased ? 1 : 0, out, outputs, pitch);
    } else {
      part.product.left(out, outputs, pitch, false);
      addGradient(index, group, columns, length, beta);
    }
  }

  private void multiply(
      ColumnBlock part,
      int group,
      long columns,
      int length,
      float beta,
      FloatMemory target,
      long outputs,
      int pitch) {
    int filters = shape.filtersOfGroup();
    int depth = shape.depth();
    part.product
        .left(weight, (long) group * filters * depth, depth, false)
        .right(memory, columns, part.length, false)
        .write(filters, length, depth, beta, target, outputs, pitch);
  }

  /** Multiplies the gradients of outputs, the left operand, by columns. */
  private void addGradient(int index, int group, long columns, int length, float beta) {
    ColumnBlock part = parts[index];
    int filters = shape.filtersOfGroup();
    int depth = shape.depth();
    long first = (long) group * filters * depth;
    part.product
        .right(memory, columns, part.length, true)
        .write(
            filters,
            depth,
            length,
            beta,
            index == 0 ? weight : memory,
            index == 0 ? first : sums(index) + first,
            depth);
  }
}
