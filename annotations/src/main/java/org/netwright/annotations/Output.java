package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field an output of the network that has no loss: {@code predict} returns it too.
 *
 * <pre>{@code
 * @Input(64)                          Layer pixels;
 * @Linear(16) @Tanh @Output           Layer code;
 * @Linear(64) @MeanSquaredError       Layer restored;
 * }</pre>
 *
 * <p>Fields with a loss are outputs without it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Output {}
