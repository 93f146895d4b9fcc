package org.netwright.runtime.internal.session;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.optimizer.GradientClipping;

/** What a session is at one time, to which {@link #close} brings it back. */
public final class SessionRewind implements AutoCloseable {
  private final Session session;
  private final SessionState state;
  private final Preprocessing preprocessing;
  private final Schedule learningRate;
  private final double scale;
  private final GradientClipping clipping;

  /** Copies the state. */
  public SessionRewind(Session session) {
    this.session = session;
    this.state = session.snapshot().copy();
    this.preprocessing = session.preprocessing().copy();
    this.learningRate = session.learningRate().schedule();
    this.scale = session.learningRate().scale();
    this.clipping = session.clipping();
  }

  /** Returns the seed of the session. */
  public long seed() {
    return state.seed();
  }

  @Override
  public void close() {
    session.restore(state);
    session.preprocessing().become(preprocessing);
    session.learningRate(learningRate);
    session.learningRate().scale(scale);
    session.clipping(clipping);
    state.arrays().values().forEach(INDArray::close);
  }
}
