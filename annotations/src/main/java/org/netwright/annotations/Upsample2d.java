package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Enlarges images: repeats each element {@code value} times along height and width; PyTorch's
 * {@code Upsample(mode="nearest")} and Keras's {@code UpSampling2D}. It has no parameters; {@link
 * ConvTranspose2d} learns how to enlarge.
 *
 * <pre>{@code
 * @Upsample2d(2) @Conv2d(16) @Relu Layer larger;
 * }</pre>
 *
 * <p>On a field with a layer it is applied before the layer. On a separate field it is a layer of
 * its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Upsample2d {
  /** How often each element is repeated: one number or two, height and width. The default is 2. */
  int[] value() default 2;
}
