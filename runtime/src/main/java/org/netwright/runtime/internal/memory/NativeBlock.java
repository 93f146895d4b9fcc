package org.netwright.runtime.internal.memory;

import java.lang.ref.Cleaner;
import org.bytedeco.javacpp.Pointer;

/**
 * A block of off-heap memory. It is freed by {@link #free}, or when nothing refers to this object
 * any more: what reads the memory keeps the object.
 */
final class NativeBlock {
  /** A line of the processor's cache. Blocks begin at its multiples, as vector loads prefer. */
  private static final long LINE = 64;

  private final long address;
  private final Cleaner.Cleanable freed;

  private NativeBlock(long bytes, Pointer memory) {
    if (memory == null || memory.isNull()) {
      throw new OutOfMemoryError("no %,d bytes of off-heap memory are free".formatted(bytes));
    }
    this.address = (memory.address() + LINE - 1) / LINE * LINE;
    this.freed = OffHeap.hold(this, bytes, () -> Pointer.free(memory));
  }

  /** Allocates bytes with any contents. */
  static NativeBlock uninitialized(long bytes) {
    return new NativeBlock(bytes, Pointer.malloc(bytes + LINE));
  }

  /** Allocates bytes that are 0. */
  static NativeBlock zeros(long bytes) {
    return new NativeBlock(bytes, Pointer.calloc(1, bytes + LINE));
  }

  /** Returns the address of the first byte. */
  long address() {
    return address;
  }

  /** Frees the memory, which must not be used any more; a second call does nothing. */
  void free() {
    freed.clean();
  }
}
