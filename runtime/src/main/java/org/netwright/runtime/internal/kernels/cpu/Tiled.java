package org.netwright.runtime.internal.kernels.cpu;

/** Holds what the kernels share. */
interface Tiled {
  Tiles tiles();

  Families families();
}
