package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a field read the output of another field than the one before it. Any number of fields may
 * read the same one.
 *
 * <pre>{@code
 * @Input(30)                                                      Layer measures;
 * @Linear(64) @Relu                                               Layer trunk;
 * @Linear(1) @BinaryCrossEntropy                                  Layer ill;
 * @After("trunk") @Linear(1) @MeanSquaredError(weight = 0.1)      Layer days;
 * }</pre>
 *
 * <p>The other field may also come later in the source. Without this annotation a field reads the
 * field before it in the source, which requires a compiler that passes fields to annotation
 * processors in this order, as javac and the Eclipse compiler do; with other compilers, put it on
 * each field.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface After {
  /** The name of the field. */
  String value();
}
