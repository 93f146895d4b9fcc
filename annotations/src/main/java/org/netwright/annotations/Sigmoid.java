package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The logistic function, {@code 1 / (1 + e⁻ˣ)}, element by element. The results are in (0, 1).
 *
 * <p>Do not use it on an output layer with {@link BinaryCrossEntropy}, which takes logits and
 * applies the function itself.
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Sigmoid {}
