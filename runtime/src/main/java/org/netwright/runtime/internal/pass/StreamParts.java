package org.netwright.runtime.internal.pass;

import java.util.ArrayList;
import java.util.List;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.Lengths;
import org.netwright.runtime.generated.RecurrentCell;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.parameters.ParameterValues;

/**
 * What one sequence needs that is given step by step, next to the parameters of its model: the pass
 * of a model with one step, whose recurrent layers begin where the step before has ended.
 */
public final class StreamParts extends ModelParts {
  private final List<BatchTensor> states = new ArrayList<>();

  /** Starts without parts, over the parameters of a model. */
  public StreamParts(
      String network, Engine engine, Preprocessing preprocessing, ParameterValues parameters) {
    super(network, engine, preprocessing, parameters);
  }

  @Override
  public int steps(int most) {
    return 1;
  }

  @Override
  public Lengths lengths(int most) {
    Lengths one = new Lengths(1);
    one.rows(1)[0] = 1;
    return one;
  }

  /** Each call is one step, of which none is padding. */
  @Override
  protected void readLengths(String layer, Lengths lengths) {}

  @Override
  protected BatchTensor carried(RecurrentCell cell, int units) {
    BatchTensor state = tensor((long) cell.kept() * units);
    states.add(state);
    reset(state);
    return state;
  }

  /** Begins a new sequence. */
  public void reset() {
    states.forEach(StreamParts::reset);
  }

  private static void reset(BatchTensor state) {
    state.tensor(1).fill(0);
  }
}
