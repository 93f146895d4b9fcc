package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An L1 penalty on a layer's parameters (lasso): adds {@code value · Σ|p|} to the total loss and
 * {@code value · sign(p)}, with {@code sign(0) = 0}, to the gradient of each parameter {@code p}.
 * It draws parameters towards zero by the same amount wherever they are, and so leaves few large
 * ones.
 *
 * <pre>{@code
 * @Linear(10) @Relu @L1(0.01) Layer hidden;                          // the weight
 * @Linear(10) @Relu @L1(value = 0.01, on = Scope.ALL) Layer hidden;  // the weight and the bias
 * }</pre>
 *
 * <p>The loss report tells it apart from the loss on the data, as {@code penalty("hidden.l1")} for
 * a layer {@code hidden}; at run time {@code network().hidden.l1(strength)} changes its strength.
 *
 * <p>On a field it needs a layer with parameters. On the class it is the default of every layer
 * with parameters that has no {@code @L1} of its own and no {@link NoPenalty}.
 *
 * <p>Equal strengths: {@code @L1(λ)} is Keras's {@code L1(λ)}, DL4J's {@code l1(λ)}, and in PyTorch
 * {@code λ * p.abs().sum()} added to the loss by hand; with {@code on = Scope.ALL}, the sum over
 * {@code net.hidden.parameters()}. scikit-learn's {@code Lasso(α)} is {@code @L1(2α)} with {@link
 * MeanSquaredError}, its {@code LogisticRegression(C, penalty="l1")} on n rows {@code @L1(1/(C·n))}
 * with {@link BinaryCrossEntropy}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface L1 {
  /**
   * The strength {@code λ}: finite, at least 0. It has no default. 0 declares the penalty without
   * effect, until a strength is set at run time.
   */
  double value();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are left alone. */
  Scope on() default Scope.WEIGHT;
}
