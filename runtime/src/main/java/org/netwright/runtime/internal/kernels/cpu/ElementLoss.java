package org.netwright.runtime.internal.kernels.cpu;

/**
 * A loss that is a mean over elements.
 *
 * @param sum what is added up
 * @param terms the same, one by one, for rows that have weights
 * @param derivative of a term with respect to the prediction
 */
record ElementLoss(Tiles.Sum sum, Tiles.Terms terms, Tiles.Combination derivative) {}
