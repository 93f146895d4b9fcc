package org.netwright.runtime.generated;

/**
 * The cell of a recurrent layer. Its gates lie next to each other in the columns of its weights, in
 * the order of PyTorch.
 */
public enum RecurrentCell {
  /** {@code h′ = tanh(W·x + b + U·h + c)}: PyTorch's {@code RNN}. */
  RNN(1, 1),
  /**
   * The gates r, z, n: {@code r = σ(W·x + b + U·h + c)}, {@code z} likewise, {@code n = tanh(W·x +
   * b + r ∘ (U·h + c))}, {@code h′ = (1 − z) ∘ n + z ∘ h}: PyTorch's {@code GRU}.
   */
  GRU(3, 2),
  /**
   * The gates i, f, g, o: {@code i = σ(W·x + b + U·h + c)}, {@code f} and {@code o} likewise,
   * {@code g = tanh(…)}, {@code s′ = f ∘ s + i ∘ g}, {@code h′ = o ∘ tanh(s′)}: PyTorch's {@code
   * LSTM}.
   */
  LSTM(4, 2);

  private final int gates;
  private final int kept;

  RecurrentCell(int gates, int kept) {
    this.gates = gates;
    this.kept = kept;
  }

  /** Returns the number of gates: the columns of the weights are as many times the units. */
  public int gates() {
    return gates;
  }

  /**
   * Returns how many numbers of each unit are kept from each step for the gradient, besides the
   * gates: h, and the state s of an LSTM, or {@code U·h + c} of the gate n of a GRU.
   */
  public int kept() {
    return kept;
  }
}
