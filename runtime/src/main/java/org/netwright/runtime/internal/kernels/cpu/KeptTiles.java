package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.memory.FloatArrays;
import org.netwright.runtime.internal.memory.FloatMemory;

/**
 * The tiles of one operand, on the heap. Those of a channel are kept for the next pass over it: in
 * off-heap memory its planes may lie a power of two apart and displace each other from the cache.
 */
final class KeptTiles {
  /** Channels of more tiles than half of a second-level cache holds are read again. */
  private static final int MOST = 32;

  private final ChannelTiles tiles;
  private final ChannelLayout layout;
  private float[][] kept = {};

  /** The number of tiles that were read of the section. */
  private int known;

  KeptTiles(ChannelTiles tiles, ChannelLayout layout) {
    this.tiles = tiles;
    this.layout = layout;
  }

  /** Begins with a section. */
  void begin() {
    known = 0;
    kept = FloatArrays.atLeast(keeps() ? tiles.tiles() : 1, Tiles.SIZE, kept);
  }

  private boolean keeps() {
    return layout.byChannel && tiles.tiles() <= MOST;
  }

  /** Returns a tile of the section, which may be overwritten in the last pass over it. */
  float[] read(FloatMemory memory, int tile) {
    if (tile < known) {
      return kept[tile];
    }
    float[] target = kept[keeps() ? tile : 0];
    tiles.get(memory, tile, target);
    known = keeps() ? tile + 1 : 0;
    return target;
  }
}
