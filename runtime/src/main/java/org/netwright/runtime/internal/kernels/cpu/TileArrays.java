package org.netwright.runtime.internal.kernels.cpu;

import org.netwright.runtime.internal.kernels.cpu.functions.Exponential;

/** The arrays with which one thread processes tiles. */
final class TileArrays {
  /** What a function of a tile is applied to. */
  final float[] a = new float[Tiles.SIZE];

  final float[] b = new float[Tiles.SIZE];

  /** For functions of a tile. */
  final float[] scratch = new float[Tiles.SIZE];

  /** For functions of a tile. */
  final float[] moreScratch = new float[Tiles.SIZE];

  final Exponential exponential = new Exponential();
}
