package org.netwright.runtime;

import org.jspecify.annotations.Nullable;

/** The model in use: none at first, one after the other then, and none once it is closed. */
final class ModelSlot<M extends NetworkModel> {
  // Written under the lock.
  private volatile @Nullable SharedModel<M> current;
  private volatile boolean closed;
  private volatile long replacements;

  private final Object lock = new Object();

  /** Returns the model in use; null if there is none. */
  @Nullable SharedModel<M> current() {
    return current;
  }

  boolean isClosed() {
    return closed;
  }

  /** Returns how many models have come into use. */
  long replacements() {
    return replacements;
  }

  /** Returns the model in use, which the caller releases; null if there is none. */
  @Nullable SharedModel<M> acquire() {
    while (true) {
      SharedModel<M> model = current;
      // If it cannot be acquired, it was replaced just now and the last call with it has ended.
      if (model == null || model.acquire()) {
        return model;
      }
    }
  }

  /** Puts a model in place of the one before; returns whether it did, not if this is closed. */
  boolean replace(SharedModel<M> next) {
    SharedModel<M> old;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      old = current;
      // Before the model, so that whoever sees the model sees that it is counted.
      replacements++;
      current = next;
    }
    release(old);
    return true;
  }

  /** Releases the model in use, and takes no other; a second call does nothing. */
  void close() {
    SharedModel<M> old;
    synchronized (lock) {
      closed = true;
      old = current;
      current = null;
    }
    release(old);
  }

  /** Outside of the lock: the model may wait for predictions before it frees its memory. */
  private static void release(@Nullable SharedModel<?> old) {
    if (old != null) {
      old.release();
    }
  }
}
