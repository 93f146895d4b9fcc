package org.netwright.processor.memory;

import java.util.Optional;
import org.netwright.processor.graph.Graph;

/**
 * Where the values of a network lie, in its trainer and in its model.
 *
 * @param training the buffers of a training step
 * @param inference the buffers of a prediction of a trainer
 * @param model the buffers of a prediction of a model
 * @param ofTrainer the memory of both, which a trainer runs one after the other
 * @param ofModel the memory of a prediction alone
 */
public record MemoryPlan(
    BufferPlan training,
    BufferPlan inference,
    BufferPlan model,
    SharedMemory ofTrainer,
    SharedMemory ofModel) {

  /**
   * Plans the memory of a network.
   *
   * @param training the graph with its backward pass
   * @param inference the graph with which a trainer predicts
   * @param model the graph with which a model predicts
   */
  public static MemoryPlan of(Graph training, Graph inference, Graph model) {
    BufferPlan trained = BufferPlan.of(training);
    BufferPlan predicted = BufferPlan.of(inference, Optional.of(trained));
    BufferPlan predictedByModel = BufferPlan.of(model);
    return new MemoryPlan(
        trained,
        predicted,
        predictedByModel,
        SharedMemory.of(trained, predicted),
        SharedMemory.of(predictedByModel));
  }
}
