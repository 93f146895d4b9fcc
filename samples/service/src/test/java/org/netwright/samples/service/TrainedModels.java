package org.netwright.samples.service;

import java.io.IOException;
import java.nio.file.Path;
import org.netwright.runtime.data.Data;

/** A network that goes on learning, so that each file that it writes is of another model. */
final class TrainedModels implements AutoCloseable {
  private final PenguinNetTrainer trainer = PenguinNetTrainer.builder().seed(1).build();
  private final Data data;

  TrainedModels() throws IOException {
    data = Train.data();
  }

  /** Trains for an epoch, and writes the file. */
  void next(Path file) throws IOException {
    trainer.fit(data).epochs(1).batchSize(16).quiet().run();
    trainer.save(file);
  }

  @Override
  public void close() {
    trainer.close();
  }
}
