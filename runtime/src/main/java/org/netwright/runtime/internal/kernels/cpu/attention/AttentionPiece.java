package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.internal.kernels.cpu.Sums;
import org.netwright.runtime.internal.memory.FloatMemory;
import org.netwright.runtime.internal.memory.ScratchArrays;

/** What one thread needs for its units: a block of queries at a time. */
final class AttentionPiece {
  private static final int ZEROS = 1024;

  private final AttentionShape shape;
  private final AttentionCall call;
  private final QueryBlock block;
  private final HeadProduct products;
  private final Softmax softmax;
  private final float[] zeros = new float[ZEROS];
  private float[] outs = {};
  private float[] gradients = {};
  private float[] dots = {};

  AttentionPiece(AttentionShape shape, AttentionCall call) {
    this.shape = shape;
    this.call = call;
    block = new QueryBlock(shape);
    products = new HeadProduct(shape, block);
    softmax = new Softmax(shape, block);
  }

  /** Makes room for the shape. */
  void require(boolean withGradient) {
    softmax.require(withGradient);
    if (withGradient) {
      dots = ScratchArrays.atLeast(shape.rows(), dots);
      outs = ScratchArrays.atLeast(shape.rows() * shape.headWidth, outs);
      gradients = ScratchArrays.atLeast(shape.rows() * shape.headWidth, gradients);
    }
  }

  /** Writes the outputs of a unit; scores are from {@code at} on. */
  void outputs(int unit, FloatMemory scratch, long at) {
    int blocks = block.unit(unit);
    for (int i = 0; i < blocks; i++) {
      block.moveTo(i);
      products.scores(shape.scale(), call.queries, call.keys, scratch, at);
      softmax.probabilities(scratch, at, call.normalizers);
      products.toQueries(1, scratch, at, call.values, call.out);
    }
    if (block.head == 0) {
      call.out.clear(block.sequence, shape.queriesOf(block.sequence), zeros);
    }
  }

  /**
   * Writes the gradients of a unit.
   *
   * @param at where the scores are
   * @param gradientsAt where their gradients are
   */
  void gradients(int unit, FloatMemory scratch, long at, long gradientsAt) {
    int blocks = block.unit(unit);
    float beta = 0;
    // From the last on, which reaches all keys that any does.
    for (int i = blocks - 1; i >= 0; i--) {
      block.moveTo(i);
      products.scores(shape.scale(), call.queries, call.keys, scratch, at);
      products.scores(1, call.outGradient, call.values, scratch, gradientsAt);
      dots();
      softmax.gradients(scratch, at, scratch, gradientsAt, call.normalizers, dots);
      products.toKeys(1, scratch, at, call.outGradient, beta, call.valueGradient);
      products.toQueries(shape.scale(), scratch, gradientsAt, call.keys, call.queryGradient);
      products.toKeys(shape.scale(), scratch, gradientsAt, call.queries, beta, call.keyGradient);
      beta = 1;
    }
    if (block.head == 0) {
      call.keyGradient.clear(block.sequence, shape.keysOf(block.sequence), zeros);
    }
  }

  /**
   * Computes, for each row, the sum over all keys of a probability times its gradient: the product
   * of the output and the gradient of the output.
   */
  private void dots() {
    int width = shape.headWidth;
    for (int i = 0; i < block.rows; i++) {
      int step = block.first + i;
      call.out.memory.get(call.out.index(block.sequence, block.head, step), outs, i * width, width);
      call.outGradient.memory.get(
          call.outGradient.index(block.sequence, block.head, step), gradients, i * width, width);
    }
    multiply(outs, gradients, block.rows * width);
    for (int i = 0; i < block.rows; i++) {
      dots[i] = (float) Sums.blockSum(outs, i * width, width);
    }
  }

  private static void multiply(float[] x, float[] y, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= y[i];
    }
  }
}
