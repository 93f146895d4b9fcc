package org.netwright.runtime.kernels.cpu;

/** What the parts of the kernels share. */
interface Tiled {
  Tiles tiles();
}
