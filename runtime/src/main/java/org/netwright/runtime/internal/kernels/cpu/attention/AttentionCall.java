package org.netwright.runtime.internal.kernels.cpu.attention;

import org.netwright.runtime.internal.memory.FloatMemory;

/** The operands of a call. */
final class AttentionCall {
  final Heads queries = new Heads();
  final Heads keys = new Heads();
  final Heads values = new Heads();
  final Heads out = new Heads();
  final Heads outGradient = new Heads();
  final Heads queryGradient = new Heads();
  final Heads keyGradient = new Heads();
  final Heads valueGradient = new Heads();

  /** What {@link Softmax} keeps of each query, [n × heads × queries]. */
  @SuppressWarnings("NullAway.Init") // set before each call
  FloatMemory normalizers;
}
