package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds the outputs of other fields to what this field has so far: what its layer gives, or, without
 * a layer, what it reads. All shapes are equal.
 *
 * <pre>{@code
 * @Linear(64) @Relu                Layer first;
 * @Linear(64) @Add("first") @Relu  Layer second;   // relu(first · W + b + first)
 * }</pre>
 *
 * <p>On its field it is applied after layer and normalisation, and before activation and dropout.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Add {
  /** The names of the fields; at least one. */
  String[] value();
}
