package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Takes the penalties that the class gives as defaults ({@link L1}, {@link L2}, {@link
 * ElasticNet}), and its {@link WeightDecay}, off this layer.
 *
 * <p>It stands on layers with parameters, in a class that has such a default. A layer with a
 * penalty of its own keeps that one.
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
