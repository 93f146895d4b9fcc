package org.netwright.benchmarks.dl4j;

import java.io.IOException;
import org.netwright.benchmarks.protocol.GraphData;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.Library;
import org.netwright.benchmarks.protocol.SequenceData;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.Task;
import org.netwright.benchmarks.protocol.TaskData;
import org.netwright.benchmarks.protocol.Trainee;
import org.netwright.benchmarks.protocol.Worker;

/** The worker for Deeplearning4j. */
public final class Dl4jWorker implements Library {
  private Dl4jWorker() {}

  /** Works until standard input ends. */
  public static void main(String[] args) throws IOException {
    Worker.serve(new Dl4jWorker());
  }

  @Override
  public Trainee start(Task task, TaskData data, double learningRate) {
    return new Dl4jTrainee(task, data, learningRate);
  }

  @Override
  public Trainee start(GraphTask task, GraphData data, double learningRate) {
    return switch (task) {
      case RESIDUAL, TOWERS -> new Dl4jGraphTrainee(task, data, learningRate);
      case LENET, BLOCK, SEPARABLE -> new Dl4jImageTrainee(task, data, learningRate);
    };
  }

  @Override
  public Trainee start(SequenceTask task, SequenceData data, double learningRate) {
    return switch (task) {
      case LSTM -> new Dl4jLstmTrainee(data, learningRate);
      case GRU, ENCODER ->
          throw new IllegalArgumentException("DL4J has no layer for this network: " + task);
    };
  }
}
