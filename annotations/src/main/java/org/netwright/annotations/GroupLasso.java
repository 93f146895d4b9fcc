package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A group lasso on a layer's weight (Yuan and Lin, 2006): adds {@code value · Σ_g √|g| · ‖w_g‖₂} to
 * the total loss, where each group {@code g} is the weights into one output unit or out of one
 * input, {@code |g|} their number and {@code ‖·‖₂} the root of the sum of their squares. The
 * gradient is {@code value · √|g| · w / ‖w_g‖₂}, 0 in a group of zeros.
 *
 * <p>{@link L1} removes single weights, whereas this penalty removes whole units or whole inputs:
 *
 * <pre>{@code
 * @Linear(32) @Relu @GroupLasso(value = 0.001, axis = Axis.INPUT, proximal = true) Layer hidden;
 * }</pre>
 *
 * <p>With {@code proximal = true} the penalty is not differentiated, but applied after each update
 * of the optimiser, and after a proximal {@link L1} on the same field, as {@code w_g ← w_g · max(0,
 * 1 − t · √|g| / ‖w_g‖₂)} with the threshold {@code t} of {@link L1}. Whole groups become exactly
 * zero. For {@link Adam}, whose steps differ within a group, the group moves to the minimum of
 * {@code Σ (w − w′)² / (2 t) + √|g| · ‖w′‖₂}, with a {@code t} for each weight.
 *
 * <p>On a convolution the groups are its filters, so that whole filters become zero, and {@link
 * Axis#INPUT} is refused. On a transposed convolution this annotation is refused.
 *
 * <p>Of a recurrent layer, whose gates lie next to each other in the columns, a group is the
 * weights into one gate of a unit, or all weights out of one input or unit.
 *
 * <p>Its name in the loss report is {@code hidden.groupLasso}. At run time {@code
 * network().hidden.groupLasso(strength)} changes its strength. Keras, PyTorch and DL4J have no
 * equivalent.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(GroupLasso.List.class)
@Target(ElementType.FIELD)
public @interface GroupLasso {
  /** The strength: finite, at least 0. */
  double value();

  /** The groups. The default is {@link Axis#OUTPUT}: whole units. */
  Axis axis() default Axis.OUTPUT;

  /**
   * The weights that it acts on: {@link Scope#WEIGHT}, the default, {@link Scope#RECURRENT}, or
   * both with {@link Scope#ALL}.
   */
  Scope on() default Scope.WEIGHT;

  /**
   * Whether it is applied after each update, which gives groups of exact zeros, instead of through
   * its gradient. The default is false.
   */
  boolean proximal() default false;

  /** The container of repeated {@code @GroupLasso} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    GroupLasso[] value();
  }
}
