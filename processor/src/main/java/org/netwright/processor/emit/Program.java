package org.netwright.processor.emit;

import org.netwright.processor.graph.Graph;
import org.netwright.processor.memory.MemoryPlan;
import org.netwright.processor.report.NetworkCost;
import org.netwright.processor.source.NetworkDeclaration;

/**
 * A network with all decisions made, from which its trainer and its model are written.
 *
 * @param training the graph with its backward pass
 * @param inference the graph that predicts
 * @param cost for the summaries
 */
public record Program(
    NetworkDeclaration network,
    Graph training,
    Graph inference,
    MemoryPlan memory,
    NetworkCost cost) {}
