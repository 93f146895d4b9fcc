package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rectified linear unit, {@code max(0, x)}, element by element. Its gradient at 0 is 0.
 *
 * <pre>{@code
 * @Linear(10) @Relu Layer hidden;
 * }</pre>
 *
 * <p>On a field with a {@link Linear} it is applied to the output of the linear layer. On a
 * separate field it is a layer without parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Relu {}
