package org.netwright.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.generated.ExampleEncoder;
import org.netwright.runtime.generated.NetworkLayout;
import org.netwright.runtime.generated.TrainingPassFactory;
import org.netwright.runtime.internal.data.RecordTable;
import org.netwright.runtime.internal.predict.ClassProbabilities;
import org.netwright.runtime.internal.session.RecordCalls;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.LearningRateFinder;

/**
 * A trainer of a network that takes records: the common part of the generated trainers of such
 * networks.
 *
 * <p>The first {@link #fit} measures the records on its training examples: means and deviations of
 * numbers, and the values of categories. They belong to the network from then on, {@code save} and
 * checkpoints have them, and later fits use them.
 *
 * <p>A value that training has not seen never reaches untrained weights: an unseen text counts as a
 * rare one if training had any, an unseen constant becomes zeros, and where training had only one
 * value, another one changes nothing. {@link #strict} refuses them instead.
 *
 * @param <N> the class annotated with {@code @Network}
 * @param <X> the record, or the generated record of all inputs
 * @param <Y> the targets: constants of an enum for cross entropy with classes, class numbers for
 *     cross entropy without, {@code Boolean} for binary cross entropy, numbers for other losses,
 *     {@code float[]} for several; or the generated record of all targets
 * @param <P> the predictions, of the same types, with {@code Float} for numbers; or the generated
 *     record of all outputs
 */
public abstract class RecordTrainer<N, X, Y, P> extends NetworkTrainer<N> {
  private final RecordCalls records;

  /**
   * Draws the parameters and creates the passes: called by generated trainers.
   *
   * @param builder the generated builder
   * @param network an instance of the declaration, whose fields the pass sets
   * @param layout the layers and parameters
   * @param encoder the generated code for the records
   * @param pass the generated passes
   */
  @SuppressWarnings("this-escape") // to a final method, which returns what super(…) has set
  protected <B extends NetworkTrainerBuilder<B, ?>> RecordTrainer(
      B builder,
      N network,
      NetworkLayout layout,
      ExampleEncoder<X, Y, P> encoder,
      TrainingPassFactory<B, N> pass) {
    super(builder, network, layout, encoder, pass);
    this.records = new RecordCalls(session());
  }

  /**
   * Prepares training on examples in memory; {@link Fit#run} starts it.
   *
   * @param examples without null
   * @param targets as many as examples, in the same order, without null
   * @throws IllegalArgumentException if the lists are empty, differ in size, or hold null
   */
  public final Fit fit(List<? extends X> examples, List<? extends Y> targets) {
    return fit(RecordTable.of(examples, targets));
  }

  /**
   * Prepares a search for a learning rate on examples in memory; {@link LearningRateFinder#run}
   * starts it, and leaves the trainer as it is: records that have not been measured are measured
   * for the search alone.
   *
   * @param examples without null
   * @param targets as many as examples, in the same order, without null
   * @throws IllegalArgumentException if the lists are empty, differ in size, or hold null
   */
  public final LearningRateFinder findLearningRate(
      List<? extends X> examples, List<? extends Y> targets) {
    return findLearningRate(RecordTable.of(examples, targets));
  }

  /**
   * Trains on one mini-batch, as for on-line learning.
   *
   * @param examples at least one
   * @param targets as many as examples
   * @return the losses of this batch before the update
   * @throws IllegalArgumentException if an example does not fit; nothing has changed
   * @throws IllegalStateException if the records have not been measured, by {@link #fit} or {@link
   *     #fitEncoder}, the trainer is closed, or another thread is in it
   */
  public final LossReport step(List<? extends X> examples, List<? extends Y> targets) {
    return records.stepOn(RecordTable.of(examples, targets));
  }

  /**
   * Measures the records without training: for {@link #step}. If they have been measured before,
   * nothing changes.
   *
   * @throws IllegalArgumentException if an example does not fit; nothing has changed
   */
  public final void fitEncoder(List<? extends X> examples) {
    if (examples.isEmpty()) {
      throw new IllegalArgumentException("expected at least one example");
    }
    records.learn(examples);
  }

  /**
   * Evaluates the network on examples, with dropout off. Nothing is trained.
   *
   * @throws IllegalArgumentException if an example does not fit
   * @throws IllegalStateException as {@link #predict(Object)}
   */
  public final Evaluation evaluate(List<? extends X> examples, List<? extends Y> targets) {
    return evaluate(RecordTable.of(examples, targets));
  }

  /**
   * Returns what the network predicts for an example, with dropout off: the most likely class, yes
   * or no, or numbers.
   *
   * @throws IllegalArgumentException if it does not fit
   * @throws IllegalStateException if the records have not been measured, by {@link #fit} or {@link
   *     #fitEncoder}, an output is not finite, the trainer is closed, or another thread is in it
   */
  @SuppressWarnings("unchecked") // the encoder makes it
  public final P predict(X example) {
    return (P) records.predictRecord(predictor -> predictor.predict(example, records.isStrict()));
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
    // The list may be a view that computes its elements: it is read before the call begins.
    Object[] all = RecordTable.toArray("examples", examples);
    return (List<P>)
        records.predictRecord(predictor -> predictor.predictAll(all, records.isStrict()));
  }

  /**
   * Returns the probability of each class of an output: called by generated trainers.
   *
   * @param output its index among the outputs
   * @param classes all of them, in the order of their numbers
   */
  protected final <C> Map<C, Float> classProbabilities(X example, int output, List<C> classes) {
    return records.predictRecord(
        predictor ->
            ClassProbabilities.of(predictor, example, records.isStrict(), output, classes));
  }

  /**
   * Sets whether values that training has not seen are refused: an enum constant or a text that was
   * not among the training examples, a missing value where none was missing, and another value
   * where all were the same or missing. Up to 10,000 rare texts are told from unseen ones. The
   * default is false, also for a model that was saved with true.
   */
  public final void strict(boolean strict) {
    records.strict(strict);
  }

  /**
   * Returns the numbers that examples become, for each input of the network.
   *
   * @return by the name of the input: [n × in], new arrays, which the caller closes
   * @throws IllegalArgumentException if an example does not fit
   * @throws IllegalStateException as {@link #predict(Object)}
   */
  public final Map<String, INDArray> encode(List<? extends X> examples) {
    int[] all = java.util.stream.IntStream.range(0, examples.size()).toArray();
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    records.features(examples).forEach((input, rows) -> arrays.put(input, rows.toArray(all)));
    return arrays;
  }

  /**
   * Returns a name for each number that an example becomes, as in {@code age} and {@code plan=PRO}.
   *
   * @return in the order of the inputs that {@link #encode} returns, and of the components in each
   * @throws IllegalStateException as {@link #predict(Object)}
   */
  public final List<String> featureNames() {
    return records.featureNames();
  }
}
