package org.netwright.runtime.generated;

/**
 * The constructor of a generated pass.
 *
 * @param <B> the generated builder
 * @param <N> the class annotated with {@code @Network}
 */
@FunctionalInterface
public interface TrainingPassFactory<B, N> {

  /**
   * Creates the pass and sets the layers of the declaration.
   *
   * @param builder has the schedules of the strengths
   * @param declared the trainer's own instance of the declaration
   */
  TrainingPass create(TrainingParts parts, B builder, N declared);
}
