package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A user-defined penalty on a layer's parameters: adds {@code strength · value(p)} to the total
 * loss and {@code strength · ∂value/∂p} to the gradient, both as computed by a class that
 * implements the runtime's {@code ParameterPenalty}.
 *
 * <pre>{@code
 * @Linear(10) @Penalty(value = Smoothness.class, strength = 0.01) Layer hidden;
 * }</pre>
 *
 * <p>It must be a class or record that is not abstract, generic or an inner class, with a
 * constructor that takes no parameters and declares no exceptions. Class and constructor must be
 * accessible from the package of the network. Each trainer creates an instance for each use. The
 * loss report names the term after the class, {@code hidden.smoothness}. At run time {@code
 * network().hidden.penalty(Smoothness.class, strength)} changes its strength. A field can have
 * several penalties. In your tests, use the runtime's {@code GradientCheck} to compare value and
 * gradient of such a class.
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

  /** Which parameters it acts on. The default is {@link Scope#WEIGHT}: biases are not affected. */
  Scope on() default Scope.WEIGHT;

  /** The container of repeated {@code @Penalty} annotations. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.FIELD)
  @interface List {
    /** The annotations. */
    Penalty[] value();
  }
}
