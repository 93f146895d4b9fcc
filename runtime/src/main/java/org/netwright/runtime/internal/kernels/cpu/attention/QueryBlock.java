package org.netwright.runtime.internal.kernels.cpu.attention;

import java.util.Arrays;
import org.netwright.runtime.internal.threads.PieceThreads;

/**
 * Some queries of one head of one sequence, and the keys that they attend to. Its scores are a
 * matrix [keys × rows] in tiles of whole keys.
 */
final class QueryBlock {
  /** The number of elements of a tile: about ten arrays of this length are used at a time. */
  static final int TILE = 1024;

  private final AttentionShape shape;
  int sequence;
  int head;

  /** The first query. */
  int first;

  /** The number of queries, at most {@link #TILE}. */
  int rows;

  /** How many keys the last of the queries attends to: the first ones of the sequence. */
  int keys;

  private int keysPerTile;
  private int tiles;

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
    keysPerTile = TILE / rows;
    tiles = (keys - 1) / keysPerTile + 1;
  }

  /** Returns where a row is in [n × heads × queries]. */
  long index(int row) {
    return ((long) sequence * shape.heads + head) * shape.queries + first + row;
  }

  int tiles() {
    return tiles;
  }

  int firstKey(int tile) {
    return tile * keysPerTile;
  }

  /** Returns how many keys a tile has; the first has most. */
  int keysOf(int tile) {
    return Math.min(keysPerTile, keys - firstKey(tile));
  }

  /** Returns where a tile begins. */
  long offset(int tile) {
    return (long) firstKey(tile) * rows;
  }

  /** Returns the number of elements of a tile. */
  int length(int tile) {
    return keysOf(tile) * rows;
  }

  /** Overwrites the scores of keys that queries do not attend to. */
  void hide(int tile, float[] scores, float value) {
    int end = firstKey(tile) + keysOf(tile);
    for (int key = Math.max(firstKey(tile), shape.visible(first, keys)); key < end; key++) {
      int start = (key - firstKey(tile)) * rows;
      Arrays.fill(scores, start, start + key - first, value);
    }
  }
}
