package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Decoupled weight decay (Loshchilov and Hutter, 2019) for every optimiser: after each update,
 * every parameter in the scope of {@link #on} shrinks in proportion to the learning rate {@code η}:
 *
 * <pre>{@code
 * p ← p − η · value · p
 * }</pre>
 *
 * <p>It is not a penalty: it adds nothing to the loss or the gradient, and neither momentum nor
 * Adam's scaling acts on it. {@link L2} is a penalty: its gradient goes through the optimiser.
 * Under plain {@link Sgd}, {@code @WeightDecay(2λ)} and {@code @L2(λ)} are the same except for a
 * term in {@code η²}. Under {@link Adam} they are not, because Adam divides the gradient of the
 * penalty by its own size. It is an error to have both on one parameter.
 *
 * <pre>{@code
 * @Network
 * @Adam(learningRate = 1e-3)
 * @WeightDecay(0.01)
 * class Net { ... }
 * }</pre>
 *
 * <p>On a field it requires a layer with parameters. A field can have two of them with different
 * {@link #on}. On the class it is the default of every layer with parameters that has none of its
 * own and no {@link NoPenalty}. {@link AdamW} has its own decay, which is applied before its step,
 * as in PyTorch, and not after. It is an error to have both on one parameter.
 *
 * <p>At run time {@code network().hidden.weightDecay(strength)} changes its strength.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(WeightDecay.List.class)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface WeightDecay {
  /** The strength: finite, at least 0. It is multiplied by the learning rate. */
  double value();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @WeightDecay} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.FIELD, ElementType.TYPE})
  @interface List {
    /** The annotations. */
    WeightDecay[] value();
  }
}
