package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A penalty of your own on a layer's parameters: adds {@code strength · value(p)} to the total loss
 * and {@code strength · ∂value/∂p} to the gradient, both as computed by a class that implements the
 * runtime's {@code ParameterPenalty}.
 *
 * <pre>{@code
 * @Linear(10) @Penalty(value = Smoothness.class, strength = 0.01) Layer hidden;
 * }</pre>
 *
 * <p>The class needs a constructor without parameters, and both have to be visible from the package
 * of the network. Each trainer makes an instance for each use. The loss report calls the term after
 * the class, {@code hidden.smoothness}; at run time {@code
 * network().hidden.penalty(Smoothness.class, strength)} changes its strength. Several can stand on
 * one field. {@code GradientCheck} of the runtime compares value and gradient of such a class, for
 * your tests.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Repeatable(Penalty.List.class)
@Target(ElementType.FIELD)
public @interface Penalty {
  /** The class, which implements {@code org.netwright.runtime.ParameterPenalty}. */
  Class<?> value();

  /** The strength: finite, at least 0. The default is 1. */
  double strength() default 1;

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are left alone. */
  Scope on() default Scope.WEIGHT;

  /** What the compiler collects several {@code @Penalty} of one field in. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    Penalty[] value();
  }
}
