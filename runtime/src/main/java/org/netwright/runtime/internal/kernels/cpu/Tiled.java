package org.netwright.runtime.internal.kernels.cpu;

/** Holds the tiles that the kernels share. */
interface Tiled {
  Tiles tiles();
}
