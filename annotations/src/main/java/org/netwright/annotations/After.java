package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the layer that this layer follows, whatever the order of the two fields.
 *
 * <p>By default, layers follow each other in the order of their fields in the source. That requires
 * a compiler that passes fields to annotation processors in this order, as javac and the Eclipse
 * compiler do. With other compilers, or for another order, use this annotation:
 *
 * <pre>{@code
 * @Input(4) Layer features;
 * @Linear(1) @After("hidden") @MeanSquaredError Layer predict;
 * @Linear(10) @After("features") @Relu Layer hidden;
 * }</pre>
 *
 * <p>A layer without {@code @After} follows the previous field without it. Only one layer can
 * follow a layer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface After {
  /** The name of the field. */
  String value();
}
