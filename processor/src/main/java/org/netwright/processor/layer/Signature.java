package org.netwright.processor.layer;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.graph.Shape;

/**
 * What a layer gives and holds, for inputs of known shapes.
 *
 * @param parameters what the optimiser trains
 * @param states what it holds in addition, and no gradient reaches
 * @param leastRows how many examples each mini-batch must have in training
 */
public record Signature(Shape output, List<Parameter> parameters, List<State> states, int leastRows)
    implements Fit {

  public Signature {
    parameters = List.copyOf(parameters);
    states = List.copyOf(states);
  }

  /** Of a layer that takes mini-batches of any size. */
  public Signature(Shape output, List<Parameter> parameters, List<State> states) {
    this(output, parameters, states, 1);
  }

  /** The same with an output of another kind. */
  public Signature as(Shape.Kind kind) {
    return new Signature(output.as(kind), parameters, states, leastRows);
  }

  /** The same with an output whose steps have the lengths of an input. */
  public Signature with(Optional<String> lengths) {
    return new Signature(output.with(lengths), parameters, states, leastRows);
  }

  /** Of a layer that holds nothing. */
  public static Signature of(Shape output) {
    return new Signature(output, List.of(), List.of());
  }
}
