package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds sines and cosines of the steps' numbers to a sequence {@code [n × steps × features]}: {@code
 * sin(t / 10000^(2i / features))} to feature {@code 2i} of step {@code t}, counted from 0, and the
 * cosine of the same to feature {@code 2i + 1} (Vaswani et al., "Attention is all you need", 2017).
 * It has no parameters; {@link PositionalEmbedding} trains its vectors.
 *
 * <pre>{@code
 * @Embedding(vocabulary = 1_000, width = 64) @SinusoidalPosition     Layer words;
 * }</pre>
 *
 * <p>On its field it is applied after the layer and before a normalisation.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SinusoidalPosition {}
