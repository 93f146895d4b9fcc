package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An input of the network. The first field of a {@link Network} is one; a network may have several,
 * which are given in the order of their fields. It has no parameters.
 *
 * <pre>{@code
 * @Input(64) Layer pixels;   // x is [n × 64], with any n at every call
 * }</pre>
 *
 * <p>An input of two dimensions is a signal {@code [n × channels × length]} if the network uses it
 * as one: if {@link Conv1d}, another layer of signals or {@link GroupNorm} reads it, also by way of
 * layers that keep dimensions, or if it is joined with a signal. Otherwise its features come last:
 * {@code [n × steps × features]}. It is the same for all that read it, such as {@link BatchNorm},
 * {@link GlobalAveragePool} and {@link Concat}. So are rows to which {@link Reshape} gives two
 * dimensions.
 *
 * <p>{@link Linear} maps each step of {@code [n × steps × features]} by itself if {@link #variable}
 * is set, or if some layer of the network takes sequences: a recurrent layer such as {@link Lstm},
 * attention, {@link PositionalEmbedding} or {@link SinusoidalPosition}, or, in a network without
 * layers of signals and {@link GroupNorm}, {@link GlobalAveragePool} or {@link GlobalMaxPool}. In
 * other networks it does not take such an input.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Input {
  /**
   * The dimensions of the input without the batch dimension, which always comes first and can have
   * any size in each call. In a {@link Network} there is at least one dimension, and each is at
   * least 1. In a {@link Block} there is none: it takes what comes in.
   */
  int[] value() default {};

  /**
   * Whether it takes sequences of different lengths: {@code @Input(value = {50, 8}, variable =
   * true)} takes sequences of 1 to 50 steps of 8 features each, and {@code @Input(value = 50,
   * variable = true)} of 1 to 50 ids for an {@link Embedding}. The lengths are given after x, as in
   * {@code step(x, lengths, y)}, and what follows a sequence's last step in x is padding, whose
   * contents do not matter: the network gives what it would give for each sequence by itself.
   */
  boolean variable() default false;

  /**
   * The name of an input that is declared before this one, with {@code variable = true} and the
   * same number of steps, whose lengths the sequences of this one have too:
   *
   * <pre>{@code
   * @Input(value = 20, variable = true)                      Layer words;    // ids
   * @Embedding(vocabulary = 500, width = 16)                 Layer vectors;  // [n × ≤20 × 16]
   * @Input(value = {20, 3}, lengths = "words")               Layer marks;    // 3 numbers of each word
   * @Concat("vectors")                                       Layer both;     // [n × ≤20 × 19]
   * }</pre>
   *
   * <p>The lengths are given once, after the other input, and layers can join both.
   */
  String lengths() default "";
}
