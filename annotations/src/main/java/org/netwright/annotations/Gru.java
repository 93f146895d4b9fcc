package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A gated recurrent unit (Cho et al., 2014), as PyTorch's {@code torch.nn.GRU} with one layer and
 * {@code batch_first=True}. For each step, with the state h:
 *
 * <pre>
 * r, z = σ(x · W + b + h · U + c)     n = tanh(x · W + b + r ∘ (h · U + c))
 * h = (1 − z) ∘ n + z ∘ h
 * </pre>
 *
 * <pre>{@code
 * @Input({20, 8})                             Layer readings;
 * @Gru(16)                                    Layer summary;     // [n × 16]
 * @Linear(1) @BinaryCrossEntropy              Layer fault;
 * }</pre>
 *
 * <p>It reads {@code [n × steps × features]}: an {@link Input} of two dimensions, an {@link
 * Embedding} of several ids, or another recurrent layer with {@link Returns#ALL}. The state is zero
 * before the first step. Several layers are several fields. On a variable {@link Input} each
 * sequence is read up to its length: the last state is that after its last step, and a second
 * direction begins there.
 *
 * <p>On its field it is applied first; an activation on the field acts on its output.
 *
 * <p>Parameters, with the gates next to each other in the columns, {@code r, z, n}:
 *
 * <ul>
 *   <li>{@code weight} [in × 3 · units], of the role {@link Scope#WEIGHT}: PyTorch's {@code
 *       weight_ih}, transposed,
 *   <li>{@code recurrent} [units × 3 · units], of the role {@link Scope#RECURRENT}: {@code
 *       weight_hh}, transposed,
 *   <li>{@code bias} and {@code recurrentBias} [3 · units]: {@code bias_ih} and {@code bias_hh},
 *   <li>{@code reverseWeight}, {@code reverseRecurrent}, {@code reverseBias} and {@code
 *       reverseRecurrentBias} of the second direction.
 * </ul>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Gru {
  /** The number of units, at least 1: the width of the state. */
  int value();

  /** Whether the layer gives its last state or all of them. The default is the last. */
  Returns returns() default Returns.LAST;

  /**
   * Whether a second direction with parameters of its own reads each sequence from its last step to
   * its first. The output is then twice as wide: the units of the first direction, then those of
   * the second.
   */
  boolean bidirectional() default false;

  /**
   * The probability with which a unit of the state is left out of the products with the recurrent
   * weight in training, in [0, 1): drawn once for each sequence of a mini-batch, the same in all
   * steps. It is Keras's {@code recurrent_dropout}; {@link Dropout} on the field acts on the
   * output.
   */
  double recurrentDropout() default 0;

  /**
   * After how many steps the gradient of the state is cut off, at least 1; 0, the default, for
   * never. The state itself goes on: truncated back-propagation through time, for long sequences,
   * whose early steps would otherwise receive gradients that vanish or explode. With {@link
   * Returns#ALL}, the steps are counted from the first that is read, so that a gradient reaches
   * back between one step and as many; with {@link Returns#LAST} they are counted back from the
   * last, so that the last so many steps of each sequence have gradients.
   */
  int truncate() default 0;

  /**
   * The initial values of {@code weight} and both biases. The default draws all of them from {@code
   * U(±1/√units)}, as PyTorch does. All other initial values set the biases to zero; {@link Init}
   * has the fans of {@code weight}.
   */
  Init init() default Init.KAIMING_UNIFORM;

  /**
   * The initial values of {@code recurrent}. The default is PyTorch's, {@code U(±1/√units)}; {@link
   * Init#ORTHOGONAL} draws a matrix for each gate; Keras draws one of all gates.
   */
  Init recurrentInit() default Init.KAIMING_UNIFORM;
}
