package org.netwright.processor.vocabulary;

/** The kinds of penalty on parameters: what reports and accessors call each, and its kernels. */
public enum PenaltyKind {
  L1("l1", "addL1Gradient"),
  L2("l2", "addL2Gradient");

  private final String kernel;
  private final String gradientKernel;

  PenaltyKind(String kernel, String gradientKernel) {
    this.kernel = kernel;
    this.gradientKernel = gradientKernel;
  }

  /** The kernel's name, which is also the kind's in the name of a term, as in {@code hidden.l1}. */
  public String kernel() {
    return kernel;
  }

  public String gradientKernel() {
    return gradientKernel;
  }
}
