package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The Gaussian error linear unit, {@code x · Φ(x)} with the normal distribution function {@code
 * Φ(x) = ½ · (1 + erf(x / √2))}, element by element.
 *
 * <p>This is the exact form, the default of PyTorch and Keras, not its approximation by tanh.
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Gelu {}
