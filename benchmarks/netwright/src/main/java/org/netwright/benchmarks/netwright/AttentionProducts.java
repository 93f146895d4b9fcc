package org.netwright.benchmarks.netwright;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;

import org.bytedeco.javacpp.FloatPointer;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * The matrix products of self-attention between its linear layers, for each sequence and head:
 * scores and mixes, and the gradients of values, probabilities, queries and keys. Queries, keys and
 * values of a step stand next to each other, as one linear layer gives them.
 */
final class AttentionProducts {
  private final int n;
  private final int steps;
  private final int width;
  private final int heads;
  private final int pieces;
  private final FloatPointer[] queries;
  private final FloatPointer[] keys;
  private final FloatPointer[] values;
  private final FloatPointer[] queryGradients;
  private final FloatPointer[] keyGradients;
  private final FloatPointer[] valueGradients;
  private final FloatPointer[] mixed;
  private final FloatPointer[] mixedGradients;

  /** By piece: [steps × steps], which all of its heads share. */
  private final FloatPointer[] probabilities;

  private final FloatPointer[] scoreGradients;

  AttentionProducts(int n, int steps, int width, int heads, int pieces) {
    this.n = n;
    this.steps = steps;
    this.width = width;
    this.heads = heads;
    this.pieces = pieces;
    FloatPointer read = Products.numbers(n * steps * 3 * width);
    queries = byHead(read, 3, 0);
    keys = byHead(read, 3, 1);
    values = byHead(read, 3, 2);
    FloatPointer readGradient = Products.numbers(n * steps * 3 * width);
    queryGradients = byHead(readGradient, 3, 0);
    keyGradients = byHead(readGradient, 3, 1);
    valueGradients = byHead(readGradient, 3, 2);
    mixed = byHead(Products.numbers(n * steps * width), 1, 0);
    mixedGradients = byHead(Products.numbers(n * steps * width), 1, 0);
    probabilities = byPiece();
    scoreGradients = byPiece();
  }

  private FloatPointer[] byHead(FloatPointer all, int parts, int part) {
    FloatPointer[] pointers = new FloatPointer[n * heads];
    for (int i = 0; i < pointers.length; i++) {
      long step = (long) (i / heads) * steps;
      int head = i % heads * (width / heads);
      pointers[i] = all.getPointer((step * parts + part) * width + head);
    }
    return pointers;
  }

  private FloatPointer[] byPiece() {
    FloatPointer[] matrices = new FloatPointer[pieces];
    for (int piece = 0; piece < pieces; piece++) {
      matrices[piece] = Products.numbers(steps * steps);
    }
    return matrices;
  }

  private int first(int piece) {
    return PieceThreads.cut(n * heads, 1, piece, pieces);
  }

  void forward(int piece) {
    for (int i = first(piece); i < first(piece + 1); i++) {
      scores(queries[i], 3 * width, keys[i], probabilities[piece]);
      mix(CblasNoTrans, probabilities[piece], values[i], 3 * width, mixed[i], width);
    }
  }

  void backward(int piece) {
    for (int i = first(piece); i < first(piece + 1); i++) {
      FloatPointer gradient = mixedGradients[i];
      mix(CblasTrans, probabilities[piece], gradient, width, valueGradients[i], 3 * width);
      scores(gradient, width, values[i], scoreGradients[piece]);
      FloatPointer scoreGradient = scoreGradients[piece];
      mix(CblasNoTrans, scoreGradient, keys[i], 3 * width, queryGradients[i], 3 * width);
      mix(CblasTrans, scoreGradient, queries[i], 3 * width, keyGradients[i], 3 * width);
    }
  }

  /** {@code scores = a · bᵀ}. */
  private void scores(FloatPointer a, int strideA, FloatPointer b, FloatPointer scores) {
    LayerProducts.product(
        CblasNoTrans,
        CblasTrans,
        steps,
        steps,
        width / heads,
        a,
        strideA,
        b,
        3 * width,
        0,
        scores,
        steps);
  }

  /** {@code out = scores · read}, or with the scores transposed. */
  private void mix(
      int transpose,
      FloatPointer scores,
      FloatPointer read,
      int strideRead,
      FloatPointer out,
      int strideOut) {
    LayerProducts.product(
        transpose,
        CblasNoTrans,
        steps,
        width / heads,
        steps,
        scores,
        steps,
        read,
        strideRead,
        0,
        out,
        strideOut);
  }
}
