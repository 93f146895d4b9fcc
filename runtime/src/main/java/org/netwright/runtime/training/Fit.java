package org.netwright.runtime.training;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.data.Augmentation;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.data.ThreeWaySplit;
import org.netwright.runtime.metrics.Metric;
import org.netwright.runtime.metrics.MetricException;
import org.netwright.runtime.metrics.Scores;
import org.netwright.runtime.optimizer.GradientClipping;

/**
 * How a network is to be trained on examples: {@code
 * trainer.fit(train).epochs(50).batchSize(64).validate(valid).run()}.
 *
 * <p>With examples for validation, the trainer ends with the parameters of the epoch that was best
 * on them, whatever ended the training; {@link #restoreBest restoreBest(false)} leaves those of the
 * last one. Applications do not implement this interface.
 */
public interface Fit {

  /**
   * Sets how many times the network is trained on all examples; the default is 10.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  Fit epochs(int epochs);

  /**
   * Sets the number of examples in a step; the default is 32. The last step of an epoch takes the
   * remaining examples. If the network has a {@code @BatchNorm} over vectors, that must be two or
   * more: otherwise {@link #run} names a size that fits.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  Fit batchSize(int batchSize);

  /**
   * Updates the parameters once for so many mini-batches, with the gradient of the mean loss over
   * all of their examples: as a step on one large mini-batch would, but with the memory that a
   * small one needs. The default is 1. The last update of an epoch takes the remaining
   * mini-batches.
   *
   * <p>If examples or classes have weights, the mean is weighted over all of these examples. The
   * mini-batches of an update are then read from a stream before the first is trained on: they must
   * not share arrays that change, and have weights if one of them has.
   *
   * <p>Penalties act once in each update, and clipping acts on the mean gradient; dropout is
   * different for each mini-batch. Batch normalisation normalises each mini-batch by itself, and
   * moves its running statistics once for each. {@link Trainer#steps}, schedules and {@link
   * #onStep} count updates. The losses that are reported are means over the examples; the penalty
   * on rows of an embedding is reported for the rows that each mini-batch names.
   *
   * @param batches the number of mini-batches, at least 1
   * @throws IllegalArgumentException if it is below 1
   */
  Fit accumulate(int batches);

  /**
   * Evaluates the network on these examples after each epoch. If they have weights, these count in
   * the loss; class weights do not. They are not trained on, but they choose the epoch, so that
   * their scores are too optimistic to report: see {@link ThreeWaySplit}.
   */
  Fit validate(Data validation);

  /**
   * Holds out a share of the training examples and evaluates the network on them after each epoch,
   * as {@link #validate} does. They are chosen at random, always in the same way; with {@link
   * #inOrder} they are the last ones. What is measured on training examples, such as the scale of
   * numbers, is measured without them. For examples in memory.
   *
   * @param share above 0 and below 1
   * @throws IllegalArgumentException if it is out of range
   */
  Fit validationSplit(double share);

  /**
   * Holds out a share of the training examples as {@link #validationSplit(double)} does, chosen by
   * another seed.
   *
   * @param share above 0 and below 1
   * @throws IllegalArgumentException if it is out of range
   */
  Fit validationSplit(double share, long seed);

  /**
   * Evaluates the network after each epoch on the examples of a stream, which is read batch by
   * batch each time. The scores are the same as for {@link #validate(Data)}. Features are not kept,
   * but the scores need the outputs and the targets of all examples, 8 bytes for each number.
   *
   * <p>The first example is checked before training; another one that does not fit ends the
   * training with an {@link IllegalArgumentException}, as {@link #run} describes.
   */
  Fit validate(DataStream validation);

  /**
   * Ends training when the score on the validation examples has not improved for so many epochs.
   * Needs validation examples.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  Fit patience(int epochs);

  /**
   * Sets how much better a score must be than the best before it to count as an improvement; the
   * default is 0. Needs validation examples.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  Fit minDelta(double minDelta);

  /**
   * Sets the score that decides which epoch is better. The default is {@code loss}, the data loss;
   * with classes it can be {@code accuracy}, {@code precision}, {@code recall}, {@code f1} or
   * {@code auc}, with values {@code mse}, {@code mae} or {@code r2}; it can also be a {@link
   * #metric} that states which values are better. Needs validation examples.
   */
  Fit monitor(String score);

  /**
   * Computes a score of your own with the others after each epoch, on the validation examples and,
   * with {@link #trainingScores}, on the training examples. It is in {@link
   * EpochReport#validation}, the history and all that shows them. Needs validation examples or
   * {@link #trainingScores}. To {@link #monitor} it, state which values are better: {@code
   * metric("profit", Metric.higherIsBetter(profit)).monitor("profit")}.
   *
   * <p>A metric that throws, or is not finite, ends the run with a {@link MetricException}; the
   * trainer then has the parameters of the best epoch before, if there is one.
   *
   * @param name such as {@code profit}; of several outputs, it can begin with that whose evaluation
   *     the metric is given, as in {@code ill.profit}
   * @throws IllegalArgumentException if there is a score of that name, or it is not a name that
   *     {@link Scores#requireOwnName} allows
   */
  Fit metric(String name, Metric metric);

  /**
   * Reduces the learning rate when the score on the validation examples has stopped improving; as
   * {@link #reduceOnPlateau(double, int, double)} with a minimum of 0.
   */
  Fit reduceOnPlateau(double factor, int patience);

  /**
   * Multiplies the learning rate by a factor when the score on the validation examples has not
   * improved for so many epochs, and again after as many more; as Keras' {@code ReduceLROnPlateau}.
   * The score is that of {@link #monitor}, and what counts as an improvement is set by {@link
   * #minDelta}. Needs validation examples; {@link #patience}, if it is set, must be longer.
   *
   * <p>The factor acts on the rate that the trainer has: a constant rate becomes a lower constant,
   * and a schedule goes on with its rates multiplied. The reduced rate stays when the run has
   * ended, until a rate is set. {@link EpochReport#learningRate} shows it.
   *
   * @param factor above 0 and below 1
   * @param patience the number of epochs, at least 1
   * @param minimum the rate is not reduced below it; finite, at least 0
   * @throws IllegalArgumentException if an argument is out of range
   */
  Fit reduceOnPlateau(double factor, int patience, double minimum);

  /**
   * Sets whether the parameters of the best epoch are restored at the end; the default is true.
   * With false, those of the last epoch are kept. Needs validation examples.
   */
  Fit restoreBest(boolean restore);

  /**
   * Sets the seed of the order of the examples; the default is the seed of the trainer. The same
   * seed, trainer and examples give the same bits. It is for examples in memory; a stream has an
   * order of its own, see {@link DataStream#shuffled}.
   */
  Fit seed(long seed);

  /**
   * Keeps the order of the examples in memory; otherwise each epoch has a different order. A stream
   * always gives its own.
   */
  Fit inOrder();

  /**
   * Makes mini-batches of sequences of similar lengths, which have less padding. In each epoch the
   * examples are shuffled as without it; windows of 50 mini-batches are sorted by length, and then
   * the mini-batches are shuffled. The order depends on the seed of the order and the epoch alone.
   * The last mini-batch, if it has fewer examples, has the longest of its window.
   *
   * <p>For examples in memory and networks with an input of sequences of different lengths; {@link
   * #run} refuses others. With several such inputs, the lengths of an example are added up.
   */
  Fit similarLengths();

  /**
   * Scales each feature to mean 0 and standard deviation 1 on the training examples; of sequences,
   * each feature of a step, over all steps that are not padding. The trainer then scales every x
   * that it is given, and {@code save} and {@code load} include the scaling. It is measured only
   * once, in the first fit that asks for it. A network that was trained without scaling cannot be
   * scaled later, because its weights would get another meaning.
   */
  Fit standardize();

  /**
   * Scales each channel of images or signals to mean 0 and standard deviation 1 on the training
   * examples, in place of {@link #standardize}, which scales each number by itself. All numbers of
   * a channel share a mean and a deviation. Otherwise it is like {@link #standardize}: it is
   * measured in the first fit, saved and applied to every x.
   *
   * <p>For networks with one input of [channels × height × width] or [channels × length]; the first
   * dimension of the input is taken to be the channels.
   */
  Fit standardizeChannels();

  /**
   * Scales each target in the same way, for losses that compare values; of targets of steps, each
   * number of a step. Losses are then in units of standard deviations; predictions and the scores
   * of {@code evaluate} are in units of the targets.
   */
  Fit standardizeTargets();

  /**
   * Changes the images of each training batch at random. Scores on validation and training examples
   * are of the images as they are, and so is what {@link #standardize} measures.
   *
   * <p>Inputs are changed, targets are not: {@link #run} refuses a network with a loss on images,
   * as that of an autoencoder or of a class for each pixel. Targets that are vectors are accepted,
   * so they must not depend on what the augmentation changes: not be the place of an object in the
   * image, nor the pixels of the image itself in a row.
   *
   * <p>The changes are those of {@link #augment(Augmentation, long)} for a seed that follows from
   * that of the run: {@link #seed}, or else the seed of the trainer.
   */
  Fit augment(Augmentation augmentation);

  /**
   * Changes the images of each training batch at random, by a seed of their own. What is drawn for
   * an image depends on the seed, the epoch and the place of the image in the epoch alone: it is
   * different in each epoch, and the same in a run that is resumed.
   *
   * <p>For networks that take arrays, have one input of [channels × height × width] and no loss on
   * images; {@link #run} refuses others.
   */
  Fit augment(Augmentation augmentation, long seed);

  /**
   * Sets the weights of the training examples in memory, in place of those that they have: {@code
   * fit(train).weights(w)} is {@code fit(train.weighted(w))}; see {@link Data#weighted}.
   *
   * @param weights one for each training example, in their order, finite and at least 0, not all of
   *     them 0
   * @throws IllegalArgumentException if they are not as described, or the examples come from a
   *     stream: its batches have weights of their own
   */
  Fit weights(float... weights);

  /**
   * Multiplies the weight of each training example by that of its class, where an example without a
   * weight has 1. It is for cross entropy with class numbers or one-hot rows, and for binary cross
   * entropy with one output and targets of 0 and 1; {@link #run} refuses other losses and targets.
   *
   * <p>The weights are those of training alone: the losses on validation examples, of {@code
   * evaluate} and of {@link #trainingScores} do not depend on them. With label smoothing, PyTorch's
   * {@code cross_entropy(weight=…)} weights each term of the smoothed sum by its own class; here
   * the whole loss of an example has the weight of the example's class.
   *
   * @param weights finite and above 0, by the name or the number of the class, or by the constant
   *     of its enum; of a yes-or-no output also by {@code false} and {@code true}, as such or as
   *     texts. A name may be in any case if that is unambiguous. A class that is not in the map has
   *     the weight 1.
   * @throws IllegalArgumentException if there are none, or one is out of range
   */
  Fit classWeights(Map<?, ? extends Number> weights);

  /**
   * Sets the weights of the classes of one of several losses; see {@link #classWeights(Map)}.
   *
   * @param loss the layer with the loss
   */
  Fit classWeights(String loss, Map<?, ? extends Number> weights);

  /**
   * Sets weights of the classes that follow from the training examples, which must be in memory;
   * see {@link #classWeights(Map)}.
   */
  Fit classWeights(ClassWeights weights);

  /**
   * Sets weights of the classes of one of several losses that follow from the training examples;
   * see {@link #classWeights(Map)}.
   *
   * @param loss the layer with the loss
   */
  Fit classWeights(String loss, ClassWeights weights);

  /**
   * Sets the trainer's learning rate; see {@link Trainer#learningRate(double)}.
   *
   * @param learningRate finite, at least 0
   * @throws IllegalArgumentException if it is out of range
   */
  Fit learningRate(double learningRate);

  /**
   * Sets the trainer's learning rate; see {@link Trainer#learningRate(Schedule)}. {@link #run}
   * refuses a schedule whose rate for the first step is negative or not finite.
   */
  Fit learningRate(Schedule learningRate);

  /**
   * Sets how gradients are clipped, in place of the clipping that the builder of the trainer set.
   */
  Fit clipping(GradientClipping clipping);

  /** Adds a listener that is called after each epoch and can end the training. */
  Fit onEpoch(BiConsumer<EpochReport, FitControl> listener);

  /** Adds a listener that is called after each update, with its losses and its number from 1. */
  Fit onStep(ObjLongConsumer<LossReport> listener);

  /**
   * Writes a checkpoint after each epoch, from which training can continue: {@code
   * checkpoint-000012.safetensors}, of which the last three are kept, and {@code best.safetensors},
   * the best parameters on the validation examples, as {@link Trainer#save(Path)} writes them. Each
   * file is complete, even if the process is killed or the disk is full. The folder is locked
   * during the run, by a file {@code .lock}: a second run, of this process or of another, is
   * refused.
   *
   * @param folder a folder for this run alone; created if it does not exist, refused if it has
   *     checkpoints and {@link #resume} is not set
   */
  Fit checkpoints(Path folder);

  /**
   * Sets how many epochs there are from one checkpoint to the next, and how many checkpoints are
   * kept. Needs {@link #checkpoints}.
   *
   * @throws IllegalArgumentException if one of them is below 1
   */
  Fit checkpointEvery(int epochs, int kept);

  /**
   * Continues from the last complete checkpoint, if there is one, with its parameters, seeds, state
   * of the optimiser, frozen layers, history, and rates and strengths that are not schedules;
   * reductions of a schedule by {@link #reduceOnPlateau} are continued. Examples, epochs, schedules
   * and listeners are not saved: they are those of this call. If they are the same, an interrupted
   * run ends with the same bits as an uninterrupted one. Targets in memory that differ from those
   * of the interrupted run, a stream of images with other files, settings or another seed, or
   * another {@link #validationSplit}, are refused. Needs {@link #checkpoints}.
   */
  Fit resume();

  /**
   * Writes an event file for TensorBoard: the numbers of each epoch, and histograms of weights and
   * gradients.
   *
   * @param folder a folder for this run; created if it does not exist
   */
  Fit tensorBoard(Path folder);

  /**
   * Evaluates the network on the training examples too, after each epoch and without dropout, so
   * that its scores there can be compared with those on the validation examples: {@link
   * EpochReport#training}. This takes as long as validation on as many examples; a stream is read
   * once more. Training itself does not change.
   */
  Fit trainingScores();

  /**
   * Shows nothing. Otherwise each epoch has a line on standard output; on a terminal there is a bar
   * for the running epoch below them.
   */
  Fit quiet();

  /**
   * Prints lines to a stream, in place of lines and a bar on standard output. Cannot be combined
   * with {@link #quiet} or {@link #logTo}.
   */
  Fit printTo(PrintStream output);

  /**
   * Passes lines to the application's logger, as in {@code logTo(log::info)}, in place of lines and
   * a bar on standard output. Cannot be combined with {@link #quiet} or {@link #printTo}.
   *
   * @param logger called on the thread that trains, with one line without a line separator
   */
  Fit logTo(Consumer<String> logger);

  /**
   * Shows a line every so many epochs, and for the first and the last one. If not set, each epoch
   * has a line; after 250 lines, at most ten a second have one. Cannot be combined with {@link
   * #quiet}.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  Fit every(int epochs);

  /**
   * Trains.
   *
   * <p>If the thread is interrupted, training ends after the current step, in the same way as after
   * all epochs, and the thread stays interrupted.
   *
   * @return what happened, epoch by epoch
   * @throws IllegalArgumentException if examples do not fit the network, or have other columns,
   *     values or classes than it was trained on, or settings do not go together; nothing has
   *     changed, unless a stream gives such an example, or a file that is refused, after the first
   *     step: the message then ends with the epoch whose parameters were restored, if there is one
   * @throws IllegalStateException if the trainer is closed, another thread is in it, or another run
   *     uses the folder of the checkpoints; nothing has changed
   * @throws UncheckedIOException if a checkpoint or an event file cannot be written, none of the
   *     checkpoints can be read, or a stream cannot read a file; the message ends in the same way
   * @throws TrainingDivergedException if a loss was NaN or infinite
   * @throws MetricException if a metric has thrown, or was not finite
   */
  History run();
}
