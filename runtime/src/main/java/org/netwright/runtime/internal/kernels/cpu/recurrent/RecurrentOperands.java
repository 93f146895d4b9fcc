package org.netwright.runtime.internal.kernels.cpu.recurrent;

import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.memory.FloatMemory;

/** The memory that all pieces of a pass read and write. */
@SuppressWarnings("NullAway.Init") // each pass sets what it reads
final class RecurrentOperands {
  /** The input or its gradient, [n × steps × in]. */
  FloatMemory x;

  FloatMemory weight;
  FloatMemory recurrent;

  /** The outputs or their gradient. */
  FloatMemory out;

  /** Whether the outputs have all steps. */
  boolean all;

  /** What is kept for the gradient; null in a pass without one. */
  @Nullable FloatMemory gates;

  @Nullable FloatMemory states;

  /** [n × units]; null without a mask. */
  @Nullable FloatMemory mask;

  /** [n × kept · units]; null if each pass begins with zeros. */
  @Nullable FloatMemory carried;

  /** What is added to the products of the input, [gates · units]. */
  float[] bias = {};

  /** What is added to the own product of a gate, [units]. */
  float[] productBias = {};

  /** The gradients of the parameters. */
  FloatMemory weightGradient;

  FloatMemory recurrentGradient;
  FloatMemory biasGradient;
  FloatMemory recurrentBiasGradient;

  /** Memory for intermediate numbers. */
  FloatMemory scratch;

  /** Where scratch has ones, as many as a chunk has rows at most. */
  long ones;

  /**
   * Where it has copies of the recurrent weight, {@link GateMatrices}: transposed ones for the
   * gradient. −1 if it has none.
   */
  long matrices;

  /** Where it has copies of the input's weight with its bias, if it has copies of the other. */
  long inputMatrices;
}
