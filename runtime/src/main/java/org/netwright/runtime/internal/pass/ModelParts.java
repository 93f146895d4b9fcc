package org.netwright.runtime.internal.pass;

import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.Engine;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.parameters.ParameterValues;
import org.netwright.runtime.internal.predict.Lender;

/**
 * What one prediction at a time needs, next to the parameters, which all passes of a model share:
 * buffers for the outputs of layers, and scratch memory.
 */
public class ModelParts extends OwnedParts<InferencePass> implements InferenceParts {
  private final ParameterValues parameters;

  /** Starts without parts, over the parameters of a model. */
  public ModelParts(
      String network, Engine engine, Preprocessing preprocessing, ParameterValues parameters) {
    super(network, engine, DataType.FLOAT, preprocessing);
    this.parameters = parameters;
  }

  /** Shares blocks of rows with other passes of the model; called when it is complete. */
  public final void share(Lender<ModelParts> others) {
    predictor().share(work -> others.tryLend(parts -> work.accept(parts.predictor())));
  }

  @Override
  public final ParameterTensor parameter(String name) {
    return parameters.newView(name);
  }

  @Override
  public final ParameterTensor state(String name) {
    return parameters.newView(name);
  }
}
