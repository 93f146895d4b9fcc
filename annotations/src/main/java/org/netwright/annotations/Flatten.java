package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes vectors of images, signals or sequences: {@code [n × channels × height × width]} becomes
 * {@code [n × channels · height · width]}, in row-major order, as PyTorch's {@code Flatten}. No
 * number is copied.
 *
 * <pre>{@code
 * @Flatten @Linear(128) @Relu Layer hidden;
 * }</pre>
 *
 * <p>On a field with a layer it is applied before the layer. On a separate field it is a layer of
 * its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Flatten {}
