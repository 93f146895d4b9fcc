package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Appends the outputs of other fields to what this field has so far, which is what its layer gives,
 * or, without a layer, what it reads. They are joined along the last dimension, the features, and
 * images and signals along the first, the channels. All other dimensions are equal.
 *
 * <pre>{@code
 * @Input(30)                               Layer features;
 * @Linear(16) @Relu                        Layer hidden;
 * @Concat("features")                      Layer both;     // [n × 46]: hidden, then features
 * }</pre>
 *
 * <p>What has two dimensions is joined as {@link Input} says: signals {@code [n × channels ×
 * length]} by channels, sequences {@code [n × steps × features]} by features.
 *
 * <p>On its field it is applied after layer and normalisation, and before activation and dropout.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Concat {
  /** The names of the fields, in the order in which they are appended; at least one. */
  String[] value();
}
