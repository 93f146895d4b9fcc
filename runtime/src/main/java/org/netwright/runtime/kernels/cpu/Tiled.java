package org.netwright.runtime.kernels.cpu;

/** Holds the tiles that the kernels share. */
interface Tiled {
  Tiles tiles();
}
