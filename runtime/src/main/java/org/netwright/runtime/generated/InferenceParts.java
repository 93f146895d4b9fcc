package org.netwright.runtime.generated;

/** Creates the parts of a pass that only predicts. */
public interface InferenceParts extends PassParts {

  /**
   * Sets the network's output.
   *
   * @param encoding that of the loss that the network was trained with: the meaning of the output
   * @param layer the output layer, for messages
   * @param tensor the tensor that {@link InferencePass#infer} returns
   */
  void output(TargetEncoding encoding, String layer, BatchTensor tensor);
}
