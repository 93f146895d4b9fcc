package org.netwright.runtime.internal.kernels.cpu;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.PieceThreads;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * Any convolution, as products of matrices: what each output reads becomes a column, by one copy
 * for each channel and tap.
 */
final class ColumnConvolution extends ConvolutionWork {
  private final ConvolutionBlocks blocks;
  private final ColumnBlock[] parts = new ColumnBlock[PieceThreads.PROCESSORS];
  private boolean forward;
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

  ColumnConvolution(ConvolutionShape shape, ConvolutionScratch scratch) {
    super(shape, scratch);
    blocks = new ConvolutionBlocks(shape);
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
    blocks.cut();
    for (int i = 0; i < blocks.pieces(); i++) {
      parts[i].require();
    }
    long width = parts[0].width();
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
    long outputs = columns + columnsLength;
    int first = blocks.first(index);
    for (int block = first; block < blocks.first(index + 1); block++) {
      part.begin(block);
      for (int group = 0; group < shape.groups; group++) {
        part.readColumns(x, group, memory, columns);
        if (forward) {
          multiply(part, group, columns, outputs);
          part.writeOutputs(memory, outputs, group, bias, biased, out);
        } else {
          part.readOutputs(out, group, memory, outputs);
          addGradient(part, group, columns, outputs, index, block == first ? 0 : 1);
        }
      }
    }
  }

  private void multiply(ColumnBlock part, int group, long columns, long outputs) {
    int filters = shape.filtersOfGroup();
    int depth = shape.depth();
    part.product
        .left(weight, (long) group * filters * depth, depth, false)
        .right(memory, columns, part.length(), false)
        .write(filters, part.length(), depth, 0, memory, outputs, part.length());
  }

  private void addGradient(
      ColumnBlock part, int group, long columns, long outputs, int index, float beta) {
    int filters = shape.filtersOfGroup();
    int depth = shape.depth();
    long first = (long) group * filters * depth;
    part.product
        .left(memory, outputs, part.length(), false)
        .right(memory, columns, part.length(), true)
        .write(
            filters,
            depth,
            part.length(),
            beta,
            index == 0 ? weight : memory,
            index == 0 ? first : sums(index) + first,
            depth);
  }
}
