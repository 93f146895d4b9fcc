package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the layer that this one follows, wherever the two fields stand.
 *
 * <p>Layers follow each other as their fields do in the source. That needs a compiler which shows
 * fields to annotation processors in this order: javac and the Eclipse compiler do. Where one does
 * not, or where a field shall stand elsewhere, this says it:
 *
 * <pre>{@code
 * @Input(4) Layer features;
 * @Linear(1) @After("hidden") @MeanSquaredError Layer predict;
 * @Linear(10) @After("features") @Relu Layer hidden;
 * }</pre>
 *
 * <p>A layer without it follows the field before it that has none either. A layer can be named
 * once.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface After {
  /** The name of the field. */
  String value();
}
