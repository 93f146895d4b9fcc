package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each channel over all positions: {@code [n × channels × height × width]} and the
 * signals {@code [n × channels × length]} become {@code [n × channels]}, and sequences {@code [n ×
 * steps × features]} become {@code [n × features]}.
 *
 * <pre>{@code
 * @Conv2d(64) @BatchNorm @Relu @GlobalAveragePool Layer features;
 * @Linear(10) @CrossEntropy                    Layer classes;
 * }</pre>
 *
 * <p>{@link Input} says which values of two dimensions are signals, and which are sequences.
 *
 * <p>On a field with a convolution it is applied after the activation. On a separate field it is a
 * layer of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface GlobalAveragePool {}
