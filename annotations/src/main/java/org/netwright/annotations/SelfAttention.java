package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Attention of each step of a sequence to the steps of the same sequence (Vaswani et al.,
 * "Attention is all you need", 2017), as PyTorch's {@code torch.nn.MultiheadAttention} with {@code
 * batch_first=True}: queries, keys and values are linear maps of the input, and each head gives
 * {@code softmax(q · kᵀ / √(width / heads)) · v}, on which a last linear map follows.
 *
 * <pre>{@code
 * @SelfAttention(heads = 4) @Add("words")     Layer mixed;
 * @LayerNorm                                  Layer normed;
 * }</pre>
 *
 * <p>It reads {@code [n × steps × width]} and gives the same shape. On a variable {@link Input} no
 * step attends to padding.
 *
 * <p>Parameters:
 *
 * <ul>
 *   <li>{@code in} [width × 3 · width] and {@code inBias} [3 · width]: the maps to queries, keys
 *       and values, PyTorch's {@code in_proj_weight}, transposed, and {@code in_proj_bias},
 *   <li>{@code out} [width × width] and {@code outBias} [width]: {@code out_proj}.
 * </ul>
 *
 * <p>{@code in} and {@code out} have the role {@link Scope#WEIGHT}. They begin as in PyTorch:
 * {@code in} from {@code U(±√(6 / (width + 3 · width)))}, {@code out} from {@code U(±1/√width)},
 * the biases zero.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SelfAttention {
  /** The number of heads, at least 1, which divides the width. The default is 4. */
  int heads() default 4;

  /** Whether a step attends only to itself and the steps before it. */
  boolean causal() default false;

  /**
   * The probability with which each weight of the mean over the values is dropped in training, in
   * [0, 1): PyTorch's {@code dropout}. {@link Dropout} on the field acts on the output.
   */
  double dropout() default 0;
}
