package org.netwright.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** A model that is closed when its owner and the last of its users have released it. */
final class SharedModel<M extends NetworkModel> {
  private final M model;
  private final ModelVersion version;

  /** The number of calls that use it, plus one as long as its owner has it. */
  private final AtomicInteger users = new AtomicInteger(1);

  SharedModel(M model, ModelVersion version) {
    this.model = model;
    this.version = version;
    model.giveAway();
  }

  M model() {
    return model;
  }

  ModelVersion version() {
    return version;
  }

  /** Returns whether the model can be used, until {@link #release()}; not if it is closed. */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      model.free();
    }
  }
}
