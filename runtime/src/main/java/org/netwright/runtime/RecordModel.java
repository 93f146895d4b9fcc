package org.netwright.runtime;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.InferenceParts;
import org.netwright.runtime.generated.InferencePass;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.internal.data.RecordTable;
import org.netwright.runtime.internal.pass.PassPool;
import org.netwright.runtime.internal.predict.ClassProbabilities;
import org.netwright.runtime.internal.predict.RecordPredictor;

/**
 * A model of a network that takes records: the common part of the generated models of such
 * networks.
 *
 * @param <X> the record, or the generated record of all inputs
 * @param <P> the predictions; see {@link RecordTrainer}
 */
public abstract class RecordModel<X, P> extends NetworkModel {
  private final ExampleEncoder<X, ?, P> encoder;
  private volatile boolean isStrict;

  /**
   * Loads the parameters: called by generated models.
   *
   * @param network the class annotated with {@code @Network}
   * @param layout the layers and parameters
   * @param encoder the generated code for the records
   * @param pass the generated pass
   * @param file what {@link NetworkTrainer#save} wrote; the parameters become {@code FLOAT}
   * @throws ModelFileException if the file is not a complete model, has a number that is not
   *     finite, or is of a network of another name, with other layers, or of other records; the
   *     message says what differs
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if the engine cannot compute in {@code FLOAT} here
   */
  protected RecordModel(
      Class<?> network,
      NetworkLayout layout,
      ExampleEncoder<X, ?, P> encoder,
      Function<InferenceParts, InferencePass> pass,
      ModelFile file,
      Engine engine)
      throws IOException {
    super(network, layout, encoder.layout(), pass, file, engine);
    this.encoder = encoder;
  }

  /**
   * Returns what the network predicts for an example: the most likely class, yes or no, or numbers.
   * On the engine {@code CPU} it allocates no objects except the result, and none for a class.
   *
   * @throws IllegalArgumentException if it does not fit
   * @throws IllegalStateException if the model was saved before it was trained, an output is not
   *     finite, or the model is closed
   */
  @SuppressWarnings("unchecked") // the encoder makes it
  public final P predict(X example) {
    PassPool.Borrowed pass = borrow();
    try {
      return (P) records(pass).predict(example, isStrict);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns what the network predicts for each example, many at once, which takes less time than
   * one after another. Numbers can differ from those of {@link #predict(Object)} in their last
   * digits, because sums are added in another order.
   *
   * @return in the order of the examples; an unmodifiable list
   * @throws IllegalArgumentException if one is null or does not fit; the message has its number
   * @throws IllegalStateException as {@link #predict(Object)}
   */
  @SuppressWarnings("unchecked") // the encoder makes them
  public final List<P> predict(List<? extends X> examples) {
    // The list may be a view that computes its elements: it is read before a pass is taken.
    Object[] all = RecordTable.toArray("examples", examples);
    PassPool.Borrowed pass = borrow();
    try {
      return (List<P>) records(pass).predictAll(all, isStrict);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the numbers of the first output into an existing array: logits of classes, or values. On
   * the engine {@code CPU} it allocates no objects. A call that throws has changed nothing.
   *
   * @param output of the length of that output; overwritten
   * @throws IllegalArgumentException if the example or the array does not fit
   * @throws IllegalStateException as {@link #predict(Object)}
   */
  public final void predict(X example, float[] output) {
    PassPool.Borrowed pass = borrow();
    try {
      records(pass).predict(example, isStrict, 0, output);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Writes the probabilities of the classes of the first output into an existing array, in the
   * order of their numbers. On the engine {@code CPU} it allocates no objects.
   *
   * @param output of the length of that output; overwritten
   * @throws IllegalArgumentException if the example or the array does not fit
   * @throws IllegalStateException as {@link #predict(Object)}, or if the output has no classes
   */
  public final void probabilities(X example, float[] output) {
    PassPool.Borrowed pass = borrow();
    try {
      records(pass).probabilities(example, isStrict, 0, output);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Returns the probability of each class of an output: called by generated models.
   *
   * @param output its index among the outputs
   * @param classes all of them, in the order of their numbers
   */
  protected final <C> Map<C, Float> classProbabilities(X example, int output, List<C> classes) {
    PassPool.Borrowed pass = borrow();
    try {
      return ClassProbabilities.of(records(pass), example, isStrict, output, classes);
    } finally {
      giveBack(pass);
    }
  }

  /**
   * Sets whether values that training has not seen are refused; see {@link RecordTrainer#strict}.
   * Calls that are running may still use the earlier setting.
   */
  public final void strict(boolean strict) {
    isStrict = strict;
  }

  private RecordPredictor records(PassPool.Borrowed pass) {
    return pass.parts().records(encoder);
  }
}
