package org.netwright.runtime.generated;

/** The generated pass of a network for prediction. One thread at a time runs it. */
public abstract class InferencePass {
  /** The operations that generated code calls. */
  protected Kernels kernels;

  /** Takes the operations; the generated constructor then creates tensors and views. */
  protected InferencePass(PassParts parts) {
    this.kernels = parts.kernels();
  }

  /** Runs the network on the first {@code n} rows of its inputs without dropout. */
  public abstract void infer(int n);

  /** Replaces the operations, to observe them. */
  public final void use(Kernels replacement) {
    kernels = replacement;
  }
}
