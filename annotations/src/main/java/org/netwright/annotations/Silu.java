package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sigmoid linear unit, {@code x · 1 / (1 + e⁻ˣ)}, element by element; also known as swish.
 *
 * <p>On a field with a {@link Linear} it is applied to what that gives; on a field of its own it is
 * a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Silu {}
