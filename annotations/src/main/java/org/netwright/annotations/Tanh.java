package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The hyperbolic tangent, {@code tanh(x)}, element by element. The results are in (−1, 1).
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Tanh {}
