package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds a trained vector for each step to a sequence {@code [n × steps × features]}, so that layers
 * that do not depend on the order of steps, such as {@link SelfAttention}, can tell them apart.
 *
 * <pre>{@code
 * @Embedding(vocabulary = 1_000, width = 64) @PositionalEmbedding     Layer words;
 * }</pre>
 *
 * <p>On its field it is applied after the layer and before a normalisation. Its parameter {@code
 * positions} [steps × features] begins as draws from N(0, 1), as PyTorch's {@code
 * torch.nn.Embedding} of the steps' numbers, and has the role {@link Scope#BIAS}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface PositionalEmbedding {}
