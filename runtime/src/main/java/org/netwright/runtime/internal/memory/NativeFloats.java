package org.netwright.runtime.internal.memory;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer that can be moved, so that not every call into native code needs a new one. */
public final class NativeFloats extends FloatPointer {
  /** Makes one that points nowhere. */
  public NativeFloats() {
    super((Pointer) null);
  }

  /** Points to floats that another object owns and frees. */
  NativeFloats at(long newAddress, long length) {
    address = newAddress;
    position = 0;
    limit = length;
    capacity = length;
    return this;
  }

  /** Points to the element {@code index} of floats that begin at an address. */
  public NativeFloats moveTo(long base, long index) {
    return at(base + index * Float.BYTES, 1);
  }
}
