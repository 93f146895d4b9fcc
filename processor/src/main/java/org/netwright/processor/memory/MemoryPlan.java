package org.netwright.processor.memory;

import java.util.Optional;
import org.netwright.processor.graph.Graph;

/**
 * Where the values of a network lie, in its trainer and in its model.
 *
 * @param training the buffers of a training step
 * @param inference the buffers of a prediction
 * @param ofTrainer the memory of both, which a trainer runs one after the other
 * @param ofModel the memory of a prediction alone
 */
public record MemoryPlan(
    BufferPlan training, BufferPlan inference, SharedMemory ofTrainer, SharedMemory ofModel) {

  /**
   * Plans the memory of a network.
   *
   * @param training the graph with its backward pass
   * @param inference the graph that predicts
   */
  public static MemoryPlan of(Graph training, Graph inference) {
    BufferPlan trained = BufferPlan.of(training);
    BufferPlan predicted = BufferPlan.of(inference, Optional.of(trained));
    return new MemoryPlan(
        trained, predicted, SharedMemory.of(trained, predicted), SharedMemory.of(predicted));
  }
}
