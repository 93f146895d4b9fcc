package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as the declaration of a neural network: its fields of type {@code Layer}, in the
 * order they are written, are the layers.
 *
 * <p>For a class {@code Net} the processor generates {@code NetTrainer} beside it, in the same
 * package and as visible as {@code Net}; a nested {@code Outer.Net} gives {@code Outer_NetTrainer}.
 * The first layer is the {@link Input}; the last one carries the loss.
 *
 * <pre>{@code
 * @Network
 * @Adam(learningRate = 1e-3)
 * class DigitsNet {
 *   @Input(64) Layer pixels;
 *   @Linear(64) @Relu Layer hidden;
 *   @Linear(10) @CrossEntropy Layer digit;
 * }
 * }</pre>
 *
 * <p>The class stays as it is written; {@code trainer.network()} is an instance of it with its
 * fields bound to the layers of that trainer. So it needs a constructor that takes no arguments,
 * declares no exceptions and is not private; it cannot be private, abstract, generic or an inner
 * (non-static) class, nor a local one, which the compiler does not show to processors; it extends
 * nothing; its layer fields are not private, static or final.
 *
 * <p>An optimiser ({@link Sgd}, {@link Adam}, {@link AdamW}) stands on the class; without one it is
 * {@link Adam} with its defaults. {@link L1} and {@link L2} on the class are the defaults of every
 * layer with parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {}
