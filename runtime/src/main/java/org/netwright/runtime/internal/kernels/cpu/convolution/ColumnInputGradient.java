package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The gradient of the input of any convolution: products of matrices give what each output adds to
 * what it read, which is then added up.
 */
final class ColumnInputGradient extends ConvolutionWork {
  private final ConvolutionBlocks blocks = new ConvolutionBlocks();
  private final ColumnBlock[] parts = new ColumnBlock[PieceThreads.PROCESSORS];
  private int pieces;

  /** How many channels of a group are computed at a time, and how often. */
  private int channels;

  private int rounds;

  /** The scratch memory of a piece: columns, then outputs. */
  private long columnsLength;

  private long pieceLength;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory outGradient;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory weight;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory xGradient;

  ColumnInputGradient(ConvolutionShape shape, FloatScratch scratch) {
    super(shape, scratch);
    Arrays.setAll(parts, i -> new ColumnBlock(shape, blocks));
  }

  /** Writes the gradient of the input. */
  void inputGradient(FloatMemory newOutGradient, FloatMemory newWeight, FloatMemory newXGradient) {
    outGradient = newOutGradient;
    weight = newWeight;
    xGradient = newXGradient;
    int wanted = wantedPieces(shape);
    blocks.cutImages(shape.n, shape.outHeight, shape.outWidth, 0, FEW, wanted);
    int width = blocks.images() * blocks.rows() * blocks.columns();
    int most = Math.max(1, COLUMNS / (shape.taps() * width));
    rounds = (shape.channelsOfGroup() - 1) / most + 1;
    channels = (shape.channelsOfGroup() - 1) / rounds + 1;
    rounds = (shape.channelsOfGroup() - 1) / channels + 1;
    pieces = Math.min(wanted, blocks.count() * shape.groups * rounds);
    for (int i = 0; i < pieces; i++) {
      parts[i].requireGradient();
    }
    columnsLength = aligned((long) width * shape.taps() * channels);
    pieceLength = columnsLength + aligned((long) width * shape.filtersOfGroup());
    require(pieces * pieceLength);
    run(pieces);
  }

  @Override
  public void piece(int index) {
    ColumnBlock part = parts[index];
    long outputs = index * pieceLength + columnsLength;
    int units = blocks.count() * shape.groups * rounds;
    int first = PieceThreads.cut(units, 1, index, pieces);
    int end = PieceThreads.cut(units, 1, index + 1, pieces);
    for (int unit = first; unit < end; unit++) {
      int group = unit / rounds % shape.groups;
      if (unit == first || unit % rounds == 0) {
        part.begin(unit / rounds / shape.groups);
        part.readOutputs(outGradient, group, memory, outputs);
      }
      inputGradient(part, group, unit % rounds * channels, index * pieceLength, outputs);
    }
  }

  private void inputGradient(
      ColumnBlock part, int group, int firstChannel, long columns, long outputs) {
    int filters = shape.filtersOfGroup();
    int depth = shape.depth();
    int count = Math.min(channels, shape.channelsOfGroup() - firstChannel);
    long first = (long) group * filters * depth + (long) firstChannel * shape.taps();
    part.product
        .left(weight, first, depth, true)
        .right(memory, outputs, part.length, false)
        .write(count * shape.taps(), part.length, filters, 0, memory, columns, part.length);
    int channel = group * shape.channelsOfGroup() + firstChannel;
    part.addColumns(memory, columns, channel, count, xGradient);
  }
}
