package org.netwright.benchmarks.netwright;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.netwright.benchmarks.protocol.Convolution;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of one convolution, image by image. What the outputs of an image read stands
 * in a matrix [depth × pixels], where depth is channels · kernel²; each piece has one, and does not
 * fill it. A convolution of 1 × 1 reads and writes the images themselves.
 */
final class ConvolutionProducts {
  private final int n;
  private final int filters;
  private final int depth;
  private final int pixels;
  private final int pieces;
  private final boolean inputGradient;
  private final FloatPointer weight;

  /** By piece: [filters × depth]. */
  private final FloatPointer[] weightGradients;

  /** By image: [depth × pixels]. */
  private final FloatPointer[] columns;

  private final FloatPointer[] columnGradients;

  /** By image: [filters × pixels]. */
  private final FloatPointer[] y;

  private final FloatPointer[] yGradients;

  /**
   * Prepares them.
   *
   * @param inputGradient whether the gradient of the input is needed
   */
  ConvolutionProducts(int n, Convolution convolution, int side, boolean inputGradient, int pieces) {
    this.n = n;
    this.inputGradient = inputGradient;
    this.pieces = pieces;
    filters = convolution.filters();
    depth = convolution.channels() * convolution.kernel() * convolution.kernel();
    int outputSide = convolution.outputSide(side);
    pixels = outputSide * outputSide;
    weight = Products.numbers(filters * depth);
    weightGradients = matrices(pieces, filters * depth);
    boolean inPlace = convolution.kernel() == 1;
    columns = inPlace ? matrices(n, depth * pixels) : byPiece(depth * pixels);
    columnGradients = inPlace ? matrices(n, depth * pixels) : byPiece(depth * pixels);
    y = matrices(n, filters * pixels);
    yGradients = matrices(n, filters * pixels);
  }

  /** Returns matrices that lie one after the other. */
  private static FloatPointer[] matrices(int count, int length) {
    FloatPointer all = Products.numbers(count * length);
    return IntStream.range(0, count)
        .mapToObj(i -> all.getPointer((long) i * length))
        .toArray(FloatPointer[]::new);
  }

  /** Returns a matrix for each image, which all images of a piece share. */
  private FloatPointer[] byPiece(int length) {
    FloatPointer[] own = matrices(pieces, length);
    FloatPointer[] all = new FloatPointer[n];
    for (int piece = 0; piece < pieces; piece++) {
      for (int image = first(piece); image < first(piece + 1); image++) {
        all[image] = own[piece];
      }
    }
    return all;
  }

  private int first(int piece) {
    return PieceThreads.cut(n, 1, piece, pieces);
  }

  /** {@code y = weight · columns}. */
  void forward(int piece) {
    for (int image = first(piece); image < first(piece + 1); image++) {
      LayerProducts.product(
          CblasNoTrans,
          CblasNoTrans,
          filters,
          pixels,
          depth,
          weight,
          depth,
          columns[image],
          pixels,
          0,
          y[image],
          pixels);
    }
  }

  /**
   * {@code weightGradient += yGradient · columnsᵀ} and {@code columnGradient = weightᵀ ·
   * yGradient}.
   */
  void backward(int piece) {
    for (int image = first(piece); image < first(piece + 1); image++) {
      LayerProducts.product(
          CblasNoTrans,
          CblasTrans,
          filters,
          depth,
          pixels,
          yGradients[image],
          pixels,
          columns[image],
          pixels,
          image == first(piece) ? 0 : 1,
          weightGradients[piece],
          depth);
      if (inputGradient) {
        LayerProducts.product(
            CblasTrans,
            CblasNoTrans,
            depth,
            pixels,
            filters,
            weight,
            depth,
            yGradients[image],
            pixels,
            0,
            columnGradients[image],
            pixels);
      }
    }
  }
}
