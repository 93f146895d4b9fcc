package org.netwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A user-defined loss: the mean over the rows of what a class that implements the runtime's {@code
 * OutputLoss} computes for each row, with its gradient.
 *
 * <pre>{@code
 * @Linear(1) @Loss(Pinball.class) Layer predict;
 * @Linear(3) @Loss(value = Quantiles.class, targetWidth = 1) Layer quantiles;
 * @Linear(10) @Loss(value = Focal.class, targets = Targets.CLASSES) Layer digit;
 * }</pre>
 *
 * <p>The class must be a class or record that is not abstract, generic or an inner class, with a
 * constructor that takes no parameters and declares no exceptions. Class and constructor must be
 * accessible from the package of the network. Each trainer creates an instance for each use; a
 * model needs none.
 *
 * <p>An output of sequences is one row for each example, with all its steps. Sequences of different
 * lengths and, with {@link Targets#CLASSES}, all sequences are refused.
 *
 * <p>With its first mini-batch a trainer compares the gradient with differences of the loss, and
 * throws if they do not agree, before anything is trained.
 *
 * <p>It belongs on an output of the network, in most networks the last field. {@code
 * LossReport.data()} returns it. Penalties are reported separately.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Loss {
  /** The class, which implements {@code org.netwright.runtime.OutputLoss}. */
  Class<?> value();

  /** What the targets are. The default is {@link Targets#VALUES}. */
  Targets targets() default Targets.VALUES;

  /**
   * The number of values in a row of the targets, if they have a form of their own: at least 1, for
   * targets of shape {@code [n × targetWidth]}. The outputs are then not compared with the targets,
   * so an evaluation has the loss as its only score. Without it, the targets have the shape of the
   * output. Only for {@link Targets#VALUES}.
   */
  int targetWidth() default 0;

  /**
   * Its factor in the total, if the network has several losses: finite, above 0. {@code
   * LossReport.data(layer)} returns the loss without it. The default is 1.
   */
  double weight() default 1;
}
