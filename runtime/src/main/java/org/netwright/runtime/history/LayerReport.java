package org.netwright.runtime.history;

/**
 * How the weight of one layer stands at the end of an epoch.
 *
 * @param layer the name of its field
 * @param weightNorm √Σw², at least 0
 * @param gradientNorm the same of the gradient of the last step's total loss
 * @param sparsity the share of the weights that are exactly zero, in [0, 1]
 */
public record LayerReport(String layer, double weightNorm, double gradientNorm, double sparsity) {}
