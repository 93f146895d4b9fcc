package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stochastic depth (<a href="https://arxiv.org/abs/1603.09382">Huang et al.</a>, 2016): in
 * training, what a field has so far becomes 0 for a whole example with the given probability, and
 * is multiplied by {@code 1 / (1 − value)} for the others, before {@link Add} adds the other
 * branch. It has no effect in prediction. It is torchvision's {@code StochasticDepth(p,
 * mode="row")}.
 *
 * <pre>{@code
 * @Conv2d(64) @BatchNorm @StochasticDepth(0.1) @Add("x") @Relu Layer out;
 * }</pre>
 *
 * <p>On its field it is applied after normalisation and before the combination, which it needs:
 * without another branch, dropped examples would be lost.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface StochasticDepth {
  /** The probability with which the branch of an example is dropped: in [0, 1). */
  double value();
}
