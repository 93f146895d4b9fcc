package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An L2 penalty on a layer's parameters (ridge): adds {@code value · Σp²}, without a factor ½, to
 * the total loss and {@code 2 · value · p} to the gradient of each parameter {@code p}. It draws
 * parameters towards zero in proportion to their size.
 *
 * <pre>{@code
 * @Linear(10) @Relu @L2(1e-4) Layer hidden;                          // the weight
 * @Linear(10) @Relu @L2(value = 1e-4, on = Scope.ALL) Layer hidden;  // the weight and the bias
 * }</pre>
 *
 * <p>The loss report tells it apart from the loss on the data, as {@code penalty("hidden.l2")} for
 * a layer {@code hidden}; at run time {@code network().hidden.l2(strength)} changes its strength.
 *
 * <p>On a field it needs a layer with parameters. On the class it is the default of every layer
 * with parameters that has no {@code @L2} of its own and no {@link NoPenalty}. It can stand twice
 * on one field, with different {@link #on}. Beside {@link WeightDecay} on the same parameter it is
 * an error.
 *
 * <p>With {@code towards = Anchor.INITIAL} it draws parameters towards the values that they started
 * with: {@code value · Σ(p − p₀)²}, with the gradient {@code 2 · value · (p − p₀)}. That keeps what
 * a network has learnt before while it is fine-tuned (L2-SP; Li, Grandvalet and Davoine, 2018).
 * After weights were assigned from elsewhere, the trainer's {@code anchor()} makes them the ones to
 * stay near.
 *
 * <p>Equal strengths: {@code @L2(λ)} is Keras's {@code L2(λ)}, DL4J's {@code l2(2λ)}, and in
 * PyTorch {@code λ * (p ** 2).sum()} added to the loss by hand, or {@code weight_decay = 2λ} under
 * plain SGD, which PyTorch applies to biases too and does not report. With {@code on = Scope.ALL}
 * it is the sum over {@code net.hidden.parameters()}. scikit-learn's {@code Ridge(α)} on n rows is
 * {@code @L2(α/n)} with {@link MeanSquaredError}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(L2.List.class)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface L2 {
  /**
   * The strength {@code λ}: finite, at least 0. It has no default. 0 declares the penalty without
   * effect, until a strength is set at run time.
   */
  double value();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are left alone. */
  Scope on() default Scope.WEIGHT;

  /** What parameters are drawn towards. The default is {@link Anchor#ZERO}. */
  Anchor towards() default Anchor.ZERO;

  /** What the compiler collects several {@code @L2} of one field in, each on its own scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.FIELD, ElementType.TYPE})
  @interface List {
    /** The annotations. */
    L2[] value();
  }
}
