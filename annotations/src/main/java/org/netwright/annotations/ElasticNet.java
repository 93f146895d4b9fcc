package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * L1 and L2 together (Zou and Hastie, 2005): {@code @ElasticNet(l1 = a, l2 = b)} is {@code @L1(a)}
 * and {@code @L2(b)} on the same parameters, with their formulas, gradients, and names in the loss
 * report and the builder. It pulls small parameters to zero like {@link L1}, and distributes weight
 * between correlated inputs like {@link L2}.
 *
 * <pre>{@code
 * @Linear(10) @Relu @ElasticNet(l1 = 0.01, l2 = 1e-4) Layer hidden;
 * }</pre>
 *
 * <p>On a field it requires a layer with parameters. A field can have two of them with different
 * {@link #on}. On the class it is the default of every layer with parameters: its L1 for layers
 * that have no L1 themselves and its L2 for layers that have no L2, unless they have {@link
 * NoPenalty}.
 *
 * <p>Equal strengths: Keras's {@code L1L2(l1, l2)} is the same; scikit-learn's {@code ElasticNet(α,
 * l1_ratio = r)} is {@code @ElasticNet(l1 = 2αr, l2 = α(1 − r))} with {@link MeanSquaredError}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(ElasticNet.List.class)
@Target({ElementType.FIELD, ElementType.TYPE})
public @interface ElasticNet {
  /** The strength of the L1 penalty: finite, at least 0. */
  double l1();

  /** The strength of the L2 penalty: finite, at least 0. */
  double l2();

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;

  /**
   * Whether the L1 penalty is applied as a soft-threshold after each update, which gives exact
   * zeros; see {@link L1#proximal}. The default is false.
   */
  boolean proximal() default false;

  /** The container of repeated {@code @ElasticNet} annotations, each with a different scope. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.FIELD, ElementType.TYPE})
  @interface List {
    /** The annotations. */
    ElasticNet[] value();
  }
}
