package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.internal.memory.FloatMemory;

/** What one thread needs for its units: a block of queries at a time. */
final class AttentionPiece {
  private static final int ZEROS = 1024;

  private final AttentionShape shape;
  private final AttentionCall call;
  private final QueryBlock block;
  private final HeadProduct products;
  private final Softmax softmax;
  private final float[] zeros = new float[ZEROS];

  AttentionPiece(AttentionShape shape, AttentionCall call) {
    this.shape = shape;
    this.call = call;
    block = new QueryBlock(shape);
    products = new HeadProduct(shape, block);
    softmax = new Softmax(shape, block);
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
      softmax.gradients(scratch, at, scratch, gradientsAt, call.normalizers);
      products.toKeys(1, scratch, at, call.outGradient, beta, call.valueGradient);
      products.toQueries(shape.scale(), scratch, gradientsAt, call.keys, call.queryGradient);
      products.toKeys(shape.scale(), scratch, gradientsAt, call.queries, beta, call.keyGradient);
      beta = 1;
    }
    if (block.head == 0) {
      call.keyGradient.clear(block.sequence, shape.keysOf(block.sequence), zeros);
    }
  }
}
