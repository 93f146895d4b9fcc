package org.netwright.runtime.kernels.cpu;

/** Gives the parts of the kernels their shared tiles. */
interface Tiled {
  Tiles tiles();
}
