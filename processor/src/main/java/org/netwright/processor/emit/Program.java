package org.netwright.processor.emit;

import org.netwright.processor.graph.Graph;
import org.netwright.processor.memory.MemoryPlan;
import org.netwright.processor.pass.BatchNormFolding.Folded;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.shape.ShapedNetwork;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * A network with all decisions made, from which its trainer and its model are written.
 *
 * @param training the graph with its backward pass
 * @param inference the graph that predicts
 * @param model the graph of a model, whose parameters do not change
 * @param cost for the summaries
 */
public record Program(
    ShapedNetwork shaped,
    Graph training,
    Graph inference,
    Folded model,
    MemoryPlan memory,
    NetworkCost cost) {
  public NetworkDeclaration network() {
    return shaped.declaration();
  }
}
