package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Multiplies, element by element, what this field has so far with the outputs of other fields: what
 * its layer gives, or, without a layer, what it reads. All shapes are equal.
 *
 * <pre>{@code
 * @Linear(32)                                   Layer value;
 * @After("features") @Linear(32) @Sigmoid       Layer gate;
 * @Multiply("value")                            Layer gated;   // gate ∘ value
 * }</pre>
 *
 * <p>On its field it is applied after layer and normalisation, and before activation and dropout.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Multiply {
  /** The names of the fields; at least one. */
  String[] value();
}
