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
 * <p>The loss report shows it separately from the loss on the data, as {@code penalty("hidden.l2")}
 * for a layer {@code hidden}; at run time {@code network().hidden.l2(strength)} changes its
 * strength.
 *
 * <p>On a field it requires a layer with parameters. On the class it is the default of every layer
 * with parameters that has neither its own {@code @L2} nor {@link NoPenalty}. A field can have two
 * of them with different {@link #on}. It is an error to have it and {@link WeightDecay} on the same
 * parameter.
 *
 * <p>With {@code towards = Anchor.INITIAL} it pulls parameters towards the values that they started
 * with: {@code value · Σ(p − p₀)²}, with the gradient {@code 2 · value · (p − p₀)}. That preserves
 * what a network has learnt before it is fine-tuned (L2-SP; Li, Grandvalet and Davoine, 2018).
 * After assigning pretrained weights, call the trainer's {@code anchor()} to make them the starting
 * values.
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
   * The strength {@code λ}: finite, at least 0. It has no default. A strength of 0 declares the
   * penalty, but it has no effect until another strength is set at run time.
   */
  double value();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;

  /** The values that parameters are pulled towards. The default is {@link Anchor#ZERO}. */
  Anchor towards() default Anchor.ZERO;

  /** The container of repeated {@code @L2} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.FIELD, ElementType.TYPE})
  @interface List {
    /** The annotations. */
    L2[] value();
  }
}
