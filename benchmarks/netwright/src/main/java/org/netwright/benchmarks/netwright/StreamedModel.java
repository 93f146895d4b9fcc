package org.netwright.benchmarks.netwright;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.runtime.Model;
import org.netwright.runtime.SequenceStream;
import org.netwright.runtime.Trainer;

/** A model with the parameters of a trainer, which takes one sequence step by step. */
final class StreamedModel implements AutoCloseable {
  private final Model model;
  private final SequenceStream stream;
  private final List<float[]> steps;
  private final float[] output;

  /**
   * Begins the sequence.
   *
   * @param steps what it takes in turn
   */
  StreamedModel(SequenceTask task, Trainer<?> trainer, List<float[]> steps) {
    this.steps = List.copyOf(steps);
    output = new float[task.classes()];
    try {
      Path file = Files.createTempFile("netwright-", ".model");
      try {
        trainer.save(file);
        switch (task) {
          case LSTM -> {
            LstmNetModel lstm = LstmNetModel.load(file);
            model = lstm;
            stream = lstm.stream();
          }
          case GRU -> {
            GruNetModel gru = GruNetModel.load(file);
            model = gru;
            stream = gru.stream();
          }
          default -> throw new UnsupportedOperationException("no recurrent layer: " + task);
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void next(int step) {
    stream.next(steps.get(step), output);
  }

  @Override
  public void close() {
    stream.close();
    model.close();
  }
}
