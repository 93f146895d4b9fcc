package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Exempts a layer from the default penalties of the class ({@link L1}, {@link L2}, {@link
 * ElasticNet}) and from its {@link WeightDecay}.
 *
 * <p>It belongs on layers with parameters, in a class that has such a default. A penalty on the
 * field itself stays in effect.
 *
 * <pre>{@code
 * @Network
 * @L2(1e-4)
 * class Net {
 *   @Input(8) Layer features;
 *   @Linear(16) @Relu Layer hidden;                        // has the class's L2
 *   @Linear(1) @NoPenalty @MeanSquaredError Layer predict; // has none
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface NoPenalty {}
