package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An L1 penalty on a layer's parameters (lasso): adds {@code value · Σ|p|} to the total loss and
 * {@code value · sign(p)}, with {@code sign(0) = 0}, to the gradient of each parameter {@code p}.
 * It pulls parameters towards zero by the same amount whatever their size, so that only a few
 * remain large.
 *
 * <pre>{@code
 * @Linear(10) @Relu @L1(0.01) Layer hidden;                          // the weight
 * @Linear(10) @Relu @L1(value = 0.01, on = Scope.ALL) Layer hidden;  // the weight and the bias
 * }</pre>
 *
 * <p>The loss report shows it separately from the loss on the data, as {@code penalty("hidden.l1")}
 * for a layer {@code hidden}; at run time {@code network().hidden.l1(strength)} changes its
 * strength.
 *
 * <p>On a field it requires a layer with parameters. On the class it is the default of every layer
 * with parameters that has neither its own {@code @L1} nor {@link NoPenalty}. A field can have two
 * of them with different {@link #on}.
 *
 * <p>A gradient that contains a sign makes parameters oscillate around zero and leaves small
 * numbers instead of zeros. With {@code proximal = true} the penalty is not differentiated: after
 * each update of the optimiser, and after any {@link WeightDecay}, every parameter in its scope is
 * moved towards zero by the threshold {@code t}, but not beyond zero: {@code p ← sign(p) · max(|p|
 * − t, 0)} (the soft-threshold of ISTA; Daubechies et al., 2004). The threshold is the distance by
 * which the update would have moved the parameter if its gradient had been {@code λ} at every step
 * so far:
 *
 * <table>
 *   <caption>The threshold t by optimiser, for the learning rate η at its k-th step</caption>
 *   <tr><td>{@link Sgd}</td><td>{@code η · λ}</td></tr>
 *   <tr><td>{@link Sgd} with momentum μ</td><td>{@code η · λ · s}, where {@code s = 1 + μ + … + μᵏ⁻¹},
 *       which tends to {@code 1 / (1 − μ)}</td></tr>
 *   <tr><td>with Nesterov's momentum</td><td>{@code η · λ · (1 + μ · s)}</td></tr>
 *   <tr><td>{@link Adam}, {@link AdamW}</td><td>{@code η · λ / (√v̂ + ε)}, for each parameter its
 *       own {@code v̂}</td></tr>
 * </table>
 *
 * <p>Each optimiser therefore converges to the minimum of data loss plus {@code λ · Σ|p|}, with
 * exact zeros. {@code network().hidden.sparsity()} returns their share. The loss report and the
 * total contain the penalty as usual, but the gradients of the layer do not.
 *
 * <p>Equal strengths: {@code @L1(λ)} is Keras's {@code L1(λ)}, DL4J's {@code l1(λ)}, and in PyTorch
 * {@code λ * p.abs().sum()} added to the loss by hand; with {@code on = Scope.ALL}, the sum over
 * {@code net.hidden.parameters()}. scikit-learn's {@code Lasso(α)} is {@code @L1(2α)} with {@link
 * MeanSquaredError}, its {@code LogisticRegression(C, penalty="l1")} on n rows {@code @L1(1/(C·n))}
 * with {@link BinaryCrossEntropy}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(L1.List.class)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface L1 {
  /**
   * The strength {@code λ}: finite, at least 0. It has no default. A strength of 0 declares the
   * penalty, but it has no effect until another strength is set at run time.
   */
  double value();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;

  /**
   * Whether it is applied as a soft-threshold after each update, which gives exact zeros, instead
   * of through its gradient. The default is false.
   */
  boolean proximal() default false;

  /** The container of repeated {@code @L1} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.FIELD, ElementType.TYPE})
  @interface List {
    /** The annotations. */
    L1[] value();
  }
}
