package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Attention of each step of a sequence to the steps of another one, as a decoder attends to what an
 * encoder gives: PyTorch's {@code torch.nn.MultiheadAttention} with {@code batch_first=True}, the
 * field's input as the query, and the output of another field as key and value.
 *
 * <pre>{@code
 * @CrossAttention(to = "memory", heads = 4) @Add("asked")     Layer answered;
 * }</pre>
 *
 * <p>It reads {@code [n × steps × width]} and gives the same shape. The other field gives {@code [n
 * × other steps × other width]}; its width may differ, as with PyTorch's {@code kdim} and {@code
 * vdim}. Where that sequence has lengths of its own, no step attends to its padding.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code in} [width × width] and {@code inBias} [width]: the map to queries,
 *   <li>{@code memory} [other width × 2 · width] and {@code memoryBias} [2 · width]: the maps to
 *       keys and values,
 *   <li>{@code out} [width × width] and {@code outBias} [width]: {@code out_proj}.
 * </ul>
 *
 * <p>So PyTorch's {@code in_proj_weight} is {@code in} and {@code memory} one below the other, both
 * transposed. {@code in}, {@code memory} and {@code out} have the role {@link Scope#WEIGHT}. They
 * begin as those of {@link SelfAttention}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface CrossAttention {
  /**
   * The field whose output is attended to: one of the same class, or for a {@link Block} of a class
   * around it.
   */
  String to();

  /** The number of heads, at least 1, which divides the width. The default is 4. */
  int heads() default 4;

  /**
   * The probability with which each weight of the mean over the values is dropped in training, in
   * [0, 1): PyTorch's {@code dropout}. {@link Dropout} on the field acts on the output.
   */
  double dropout() default 0;
}
