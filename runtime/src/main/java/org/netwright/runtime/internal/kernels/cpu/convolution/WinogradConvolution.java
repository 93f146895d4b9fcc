package org.netwright.runtime.internal.kernels.cpu.convolution;

import java.util.Arrays;
import org.netwright.runtime.internal.kernels.blas.FloatProduct;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.FloatScratch;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Convolutions of windows of 3 × 3 that move by one, with 36 multiplications for 4 × 4 outputs
 * instead of 144: Winograd's F(4 × 4, 3 × 3), as in Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks" (2015).
 *
 * <p>With 6 × 6 inputs d and a window g, the outputs are Aᵀ ((G g Gᵀ) ⊙ (Bᵀ d B)) A. Over all tiles
 * of 4 × 4 outputs, the products are 36 products of matrices. The gradient of the weight, with that
 * of the outputs e, is the adjoint: Gᵀ ((A e Aᵀ) ⊙ (Bᵀ d B)) G, added up over the tiles. The
 * matrices are in {@link WinogradTransforms}.
 */
final class WinogradConvolution extends ConvolutionWork {
  private static final int PLACES = WinogradTiles.PLACES;

  /** The tiles of a block: what is computed of them should stay in the cache. */
  private static final int MOST = 128;

  /** Loops over fewer tiles take longer than small products save. */
  private static final int LEAST = 64;

  /** With fewer channels or filters, the transforms cost more than the products save. */
  private static final int FEW = 16;

  /** With fewer tiles, loops over them are too short. */
  private static final int FEW_TILES = 128;

  /** Outputs per tile; with fewer, because images are small, the products save too little. */
  private static final int FEW_OUTPUTS = 6;

  private final ConvolutionBlocks blocks = new ConvolutionBlocks();
  private final WinogradWeights weights = new WinogradWeights();
  private final WinogradTiles[] parts = new WinogradTiles[PieceThreads.PROCESSORS];
  private final WinogradInputs[] inputs = new WinogradInputs[PieceThreads.PROCESSORS];
  private final WinogradOutputs[] outputs = new WinogradOutputs[PieceThreads.PROCESSORS];
  private final FloatProduct[] products = new FloatProduct[PieceThreads.PROCESSORS];
  private boolean forward;
  private boolean biased;
  private float[] bias = {};

  /** The scratch memory of a piece: inputs, outputs, the sums of a gradient. */
  private long inputsLength;

  private long outputsLength;
  private long pieceLength;

  /** The scratch memory of the weight, before that of the pieces. */
  private long weightLength;

  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory x;

  /** The outputs, or their gradient. */
  @SuppressWarnings("NullAway.Init") // set before each call
  private FloatMemory out;

  WinogradConvolution(ConvolutionShape shape, FloatScratch scratch) {
    super(shape, scratch);
    Arrays.setAll(parts, i -> new WinogradTiles(shape, blocks));
    Arrays.setAll(inputs, i -> new WinogradInputs(shape, parts[i]));
    Arrays.setAll(outputs, i -> new WinogradOutputs(shape, parts[i]));
    Arrays.setAll(products, i -> new FloatProduct());
  }

  /** Returns whether a convolution is one of those that this computes, and worth it. */
  static boolean isFor(ConvolutionShape shape) {
    return shape.kernelHeight == 3
        && shape.kernelWidth == 3
        && shape.strideHeight == 1
        && shape.strideWidth == 1
        && shape.dilationHeight == 1
        && shape.dilationWidth == 1
        && isPadding(shape.top, shape.outHeight - shape.height + 2 - shape.top)
        && isPadding(shape.left, shape.outWidth - shape.width + 2 - shape.left)
        && shape.channelsOfGroup() >= FEW
        && shape.filtersOfGroup() >= FEW
        && (long) PLACES * shape.filters * shape.channelsOfGroup() <= Integer.MAX_VALUE
        && (long) shape.n * tilesOfImage(shape) >= FEW_TILES
        && shape.outPlane() >= FEW_OUTPUTS * tilesOfImage(shape);
  }

  private static int tilesOfImage(ConvolutionShape shape) {
    return WinogradTiles.count(shape.outHeight) * WinogradTiles.count(shape.outWidth);
  }

  /** The usual numbers of zeros before and after an image; not more than tiles may read. */
  private static boolean isPadding(int before, int after) {
    return before <= 2 && after <= 2;
  }

  /** Writes the outputs. */
  void outputs(
      FloatMemory newX,
      FloatMemory weight,
      float[] newBias,
      boolean newBiased,
      FloatMemory newOut) {
    forward = true;
    bias = newBias;
    biased = newBiased;
    begin(newX, newOut, PLACES * windows(), 0);
    weights.transform(weight, windows(), memory, 0);
    run(blocks.pieces());
  }

  /** Writes the gradient of the weight: each piece adds up its own. */
  void weightGradient(FloatMemory newX, FloatMemory outGradient, FloatMemory gradient) {
    forward = false;
    begin(newX, outGradient, 0, PLACES * windows());
    run(blocks.pieces());
    for (int i = 1; i < blocks.pieces(); i++) {
      products[0].add(memory, sums(i), memory, sums(0), PLACES * windows());
    }
    weights.transformGradient(memory, sums(0), windows(), gradient);
  }

  private int windows() {
    return shape.filters * shape.channelsOfGroup();
  }

  private void begin(FloatMemory newX, FloatMemory newOut, int weightFloats, int sumFloats) {
    x = newX;
    out = newOut;
    int wanted = wantedPieces(shape, sumFloats);
    int rows = WinogradTiles.count(shape.outHeight);
    int columns = WinogradTiles.count(shape.outWidth);
    blocks.cut(shape.n, rows, columns, 0, mostTiles(), wanted);
    for (int i = 0; i < blocks.pieces(); i++) {
      int read = inputs[i].require(blocks.images());
      parts[i].require(Math.max(read, outputs[i].require(blocks.images())));
    }
    long tiles = parts[0].most();
    inputsLength = aligned(PLACES * tiles * shape.channelsOfGroup());
    outputsLength = aligned(PLACES * tiles * shape.filtersOfGroup());
    weightLength = aligned(weightFloats);
    pieceLength = inputsLength + outputsLength + aligned(sumFloats);
    require(weightLength + blocks.pieces() * pieceLength);
  }

  private int mostTiles() {
    int few = FloatProduct.fewColumns(shape.filtersOfGroup(), shape.channelsOfGroup());
    return few < LEAST ? MOST : Math.min(few, 2 * MOST);
  }

  /** Where the gradient of a piece is added up. */
  private long sums(int piece) {
    return weightLength + piece * pieceLength + inputsLength + outputsLength;
  }

  @Override
  public void piece(int index) {
    WinogradTiles part = parts[index];
    long inputIndex = weightLength + index * pieceLength;
    long outputIndex = inputIndex + inputsLength;
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    int first = blocks.first(index);
    for (int block = first; block < blocks.first(index + 1); block++) {
      part.begin(block);
      inputs[index].begin();
      outputs[index].begin();
      for (int group = 0; group < shape.groups; group++) {
        inputs[index].read(x, group * channels, channels, memory, inputIndex);
        int filter = group * filters;
        if (forward) {
          multiply(products[index], group, part.length, inputIndex, outputIndex);
          outputs[index].write(memory, outputIndex, filter, filters, bias, biased, out);
        } else {
          outputs[index].readGradients(out, filter, filters, memory, outputIndex);
          float beta = block == first ? 0 : 1;
          addGradient(index, group, part.length, inputIndex, outputIndex, beta);
        }
      }
    }
  }

  private void multiply(
      FloatProduct product, int group, int tiles, long inputIndex, long outputIndex) {
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    for (int place = 0; place < PLACES; place++) {
      long weight = (long) place * windows() + (long) group * filters * channels;
      product
          .left(memory, weight, channels, false)
          .right(memory, inputIndex + (long) place * channels * tiles, tiles, false)
          .write(
              filters,
              tiles,
              channels,
              0,
              memory,
              outputIndex + (long) place * filters * tiles,
              tiles);
    }
  }

  private void addGradient(
      int index, int group, int tiles, long inputIndex, long outputIndex, float beta) {
    int channels = shape.channelsOfGroup();
    int filters = shape.filtersOfGroup();
    for (int place = 0; place < PLACES; place++) {
      long weight = (long) place * windows() + (long) group * filters * channels;
      products[index]
          .left(memory, outputIndex + (long) place * filters * tiles, tiles, false)
          .right(memory, inputIndex + (long) place * channels * tiles, tiles, true)
          .write(filters, channels, tiles, beta, memory, sums(index) + weight, channels);
    }
  }
}
