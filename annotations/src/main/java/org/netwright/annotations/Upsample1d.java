package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Enlarges signals: repeats each element {@code value} times along the length; PyTorch's {@code
 * Upsample(mode="nearest")} and Keras's {@code UpSampling1D}. It has no parameters; {@link
 * ConvTranspose1d} learns how to enlarge.
 *
 * <pre>{@code
 * @Upsample1d(2) @Conv1d(16) @Relu Layer larger;
 * }</pre>
 *
 * <p>On a field with a layer it is applied before the layer. On a separate field it is a layer of
 * its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Upsample1d {
  /** How often each element is repeated. The default is 2. */
  int[] value() default 2;
}
