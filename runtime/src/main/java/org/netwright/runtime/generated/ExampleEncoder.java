package org.netwright.runtime.generated;

/**
 * How the examples of a network that takes records become numbers, and its outputs predictions.
 *
 * @param <X> the record, or the record of all inputs
 * @param <Y> the target, or the record of all targets
 * @param <P> the prediction, or the record of all outputs
 */
public interface ExampleEncoder<X, Y, P> {

  /** Returns the columns of the inputs, and the classes of the targets. */
  ExampleLayout layout();

  /** Passes the components of an example to the columns, in their order. */
  void read(X example, RecordRow row);

  /** Passes the targets of an example to the losses, in the order of their fields. */
  void readTarget(Y target, TargetRow row);

  /** Returns what the outputs mean. */
  P prediction(OutputRow row);
}
