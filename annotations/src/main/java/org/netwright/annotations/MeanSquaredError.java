package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean squared error: the mean of {@code (ŷ − y)²} over all elements, rows and columns alike.
 * The target {@code y} has the shape of the output {@code ŷ}.
 *
 * <p>The same as PyTorch's {@code MSELoss} and Keras's {@code "mse"}, without a factor ½.
 *
 * <pre>{@code
 * @Linear(1) @MeanSquaredError Layer predict;
 * }</pre>
 *
 * <p>It belongs on the output layer, the last field of the network. {@code LossReport.data()}
 * returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface MeanSquaredError {}
