package org.netwright.runtime.training;

/** How weights of classes follow from the training examples; see {@link Fit#classWeights}. */
public enum ClassWeights {
  /**
   * Gives all classes the same share in the loss: class c has the weight {@code n / (classes ·
   * n_c)}, where n is the number of training examples, n_c the number of those of class c, and
   * {@code classes} the number of classes that have examples; scikit-learn's {@code balanced}. If
   * examples have weights, n and n_c are sums of these.
   */
  BALANCED
}
