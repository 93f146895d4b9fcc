package org.netwright.samples.service;

import java.util.concurrent.atomic.AtomicInteger;
import org.netwright.runtime.NetworkModel;

/** A model that is closed when it has been replaced and its last request has ended. */
final class ServedModel<M extends NetworkModel> {
  private final M model;
  private final ModelInfo info;

  /** The number of requests that use it, plus one as long as its holder has it. */
  private final AtomicInteger users = new AtomicInteger(1);

  ServedModel(M model, ModelInfo info) {
    this.model = model;
    this.info = info;
  }

  M model() {
    return model;
  }

  ModelInfo info() {
    return info;
  }

  /** Returns whether the model can be used, until {@link #release()}; not if it is closed. */
  boolean acquire() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      model.close();
    }
  }
}
