package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logistic function, {@code 1 / (1 + e⁻ˣ)}, element by element: results in (0, 1).
 *
 * <p>Not for an output layer with {@link BinaryCrossEntropy}, which takes logits and applies the
 * function itself.
 *
 * <p>On a field with a {@link Linear} it is applied to what that gives; on a field of its own it is
 * a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Sigmoid {}
