package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.internal.kernels.blas.PieceThreads;

/** Some queries of one head of one sequence, and the keys that they attend to. */
final class QueryBlock {
  private final AttentionShape shape;
  int sequence;
  int head;

  /** The first query. */
  int first;

  int rows;

  /** How many keys the last of the queries attends to: the first ones of the sequence. */
  int keys;

  QueryBlock(AttentionShape shape) {
    this.shape = shape;
  }

  /** Begins with a unit, and returns how many blocks it has. */
  int unit(int unit) {
    sequence = unit / shape.heads;
    head = unit % shape.heads;
    return shape.blocks(shape.queriesOf(sequence));
  }

  /** Moves to a block of the unit. */
  void moveTo(int block) {
    int queries = shape.queriesOf(sequence);
    int blocks = shape.blocks(queries);
    first = PieceThreads.cut(queries, 1, block, blocks);
    rows = PieceThreads.cut(queries, 1, block + 1, blocks) - first;
    keys = shape.visible(first + rows - 1, shape.keysOf(sequence));
  }

  /** Returns how many keys a row attends to. */
  int visible(int row) {
    return shape.visible(first + row, keys);
  }

  /** Returns where a row is in [n × heads × queries]. */
  long index(int row) {
    return ((long) sequence * shape.heads + head) * shape.queries + first + row;
  }
}
