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
 * <p>For a class {@code Net} the processor generates {@code NetTrainer} and {@code NetModel} in the
 * same package, with the same visibility as {@code Net}. For a nested class {@code Outer.Net} they
 * are {@code Outer_NetTrainer} and {@code Outer_NetModel}. In most networks the first layer is the
 * {@link Input}, and the last has the loss; {@link After}, {@link Add} and {@link Block} are for
 * others. With several outputs, what {@code predict} returns is a generated record, {@code
 * NetPrediction}.
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
 * <p>The class itself is not changed. {@code trainer.network()} returns an instance of it whose
 * fields refer to the layers of that trainer. The class must therefore have a constructor that
 * takes no parameters, declares no exceptions and is not private. It must not be private, abstract,
 * generic or an inner (non-static) class, and it must not extend another class. A local class gets
 * no trainer, because the compiler does not pass it to processors. The layer fields must not be
 * private, static or final. The name of the class can have up to 234 characters, fewer if they are
 * not ASCII, because class files are named after it.
 *
 * <p>An optimiser ({@link Sgd}, {@link Adam}, {@link AdamW}) belongs on the class. The default is
 * {@link Adam} with its default values. {@link L1} and {@link L2} on the class are the defaults of
 * every layer with parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {}
