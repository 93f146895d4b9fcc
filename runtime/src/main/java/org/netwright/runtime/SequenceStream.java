package org.netwright.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.pass.StreamParts;
import org.netwright.runtime.internal.predict.NonFiniteOutputException;

/**
 * One sequence that is given to a model step by step, for example as its readings arrive: {@code
 * stream()} of the generated model of a network of recurrent layers returns one. It keeps the state
 * of the recurrent layers between calls, so that each call takes the time of one step. The outputs
 * are those of the whole sequence up to that step, given at once, up to rounding.
 *
 * <pre>{@code
 * try (SequenceStream readings = model.stream()) {
 *   float[] output = readings.next(temperature, pressure);
 * }
 * }</pre>
 *
 * <p>A stream has no end: it may have more steps than the sequences that the network was trained
 * on. Any number of streams of one model can be open, each with a state of its own. The methods can
 * be called by any thread, one at a time: others wait. A stream owns off-heap memory, which {@link
 * #close()} frees, or that of its model.
 */
public final class SequenceStream implements AutoCloseable {
  private final String network;
  private final Consumer<SequenceStream> onClose;
  private @Nullable StreamParts parts;

  /**
   * Begins a sequence.
   *
   * @param network the simple name of the network's class, for messages
   * @param onClose is called when the stream is closed
   */
  SequenceStream(String network, StreamParts parts, Consumer<SequenceStream> onClose) {
    this.network = network;
    this.parts = parts;
    this.onClose = onClose;
  }

  /**
   * Takes the next step of the sequence, and returns the network's output after it; with cross
   * entropy or binary cross entropy the outputs are logits. A call that throws {@link
   * IllegalArgumentException} has taken no step.
   *
   * @param step the features of the step, or its id if the network takes ids; finite
   * @return a new array
   * @throws IllegalArgumentException if the step does not fit
   * @throws IllegalStateException if the stream or its model is closed, or an output is not finite:
   *     then the state is lost, and {@link #reset} begins a new sequence
   * @throws NullPointerException if the step is null
   */
  public synchronized float[] next(float... step) {
    try {
      return open().predictor().row().predict(step);
    } catch (NonFiniteOutputException e) {
      throw lost(e);
    }
  }

  /**
   * Takes the next step as {@link #next(float...)} does, and writes the output into an existing
   * array. On the engine {@code CPU} it allocates no objects.
   *
   * @param output of the length of the output; overwritten; it may be the step itself
   */
  public synchronized void next(float[] step, float[] output) {
    try {
      open().predictor().row().predict(step, output);
    } catch (NonFiniteOutputException e) {
      throw lost(e);
    }
  }

  /**
   * Takes the next step, and returns the probability of each class after it.
   *
   * @throws IllegalArgumentException if the step does not fit
   * @throws IllegalStateException as for {@link #next(float...)}, or if the output is not logits
   * @throws NullPointerException if the step is null
   */
  public synchronized float[] probabilities(float... step) {
    try {
      return open().predictor().row().probabilities(step);
    } catch (NonFiniteOutputException e) {
      throw lost(e);
    }
  }

  /**
   * Takes the next step, and returns the most likely class after it. On the engine {@code CPU} it
   * allocates no objects.
   *
   * @throws IllegalArgumentException if the step does not fit
   * @throws IllegalStateException as for {@link #next(float...)}, or if the output does not give
   *     one class
   * @throws NullPointerException if the step is null
   */
  public synchronized int predictClass(float... step) {
    try {
      return open().predictor().row().predictClass(step);
    } catch (NonFiniteOutputException e) {
      throw lost(e);
    }
  }

  /**
   * Begins a new sequence: the next step is its first.
   *
   * @throws IllegalStateException if the stream or its model is closed
   */
  public synchronized void reset() {
    open().reset();
  }

  /** Frees the memory of the stream; a second call does nothing. */
  @Override
  public synchronized void close() {
    StreamParts current = parts;
    if (current != null) {
      parts = null;
      current.close();
      onClose.accept(this);
    }
  }

  /** The step has been taken, and its state may not be finite either. */
  private static IllegalStateException lost(NonFiniteOutputException e) {
    return new IllegalStateException(
        e.getMessage() + "; the state of the stream is lost: reset() begins a new sequence", e);
  }

  private StreamParts open() {
    StreamParts current = parts;
    if (current == null) {
      throw new IllegalStateException(
          "the stream of %s is closed, or its model is; open another with stream()"
              .formatted(network));
    }
    return current;
  }
}
