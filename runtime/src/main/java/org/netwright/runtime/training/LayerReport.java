package org.netwright.runtime.training;

/**
 * Statistics of the weight of one layer at the end of an epoch.
 *
 * @param layer the name of the field
 * @param weightNorm √Σw², at least 0
 * @param gradientNorm the same norm of the gradient of the last step's total loss
 * @param sparsity the share of the weights that are exactly zero, in [0, 1]
 */
public record LayerReport(String layer, double weightNorm, double gradientNorm, double sparsity) {}
