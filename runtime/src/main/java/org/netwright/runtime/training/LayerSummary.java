package org.netwright.runtime.training;

/**
 * A layer of a network, as a row of the table that describes the network.
 *
 * @param layer the name of the field
 * @param operations what the layer computes when it predicts, as in {@code linear, relu}
 * @param weight the shape of its weight, as in {@code 64 × 128}; empty without a weight
 * @param parameters the number of its parameters, weight and bias; 0 if they are those of another
 *     layer, so that each is counted once
 * @param strengths its penalties, decays and bounds with their strengths at the start of the run,
 *     as in {@code l1 0.01, l2 0.0001}; empty without any
 */
public record LayerSummary(
    String layer, String operations, String weight, long parameters, String strengths) {}
