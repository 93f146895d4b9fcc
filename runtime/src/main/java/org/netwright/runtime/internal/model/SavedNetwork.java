package org.netwright.runtime.internal.model;

import java.util.Map;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.parameters.ParameterValues;

/**
 * What a file has of a network, read and checked.
 *
 * @param preprocessing the scaling and the columns
 * @param parameters the numbers
 * @param notes what was saved beside them
 */
public record SavedNetwork(
    Preprocessing preprocessing, StagedTensors parameters, Map<String, String> notes) {
  /** Gives it to a network. */
  public void writeTo(ParameterValues values, Preprocessing target) {
    parameters.writeTo(values.tensors());
    target.take(preprocessing);
  }
}
