package org.netwright.samples.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** Returns the SHA-256 of a file. */
  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns what answers name the model of a file. */
  static String id(Path file) throws IOException {
    return sha256(file).substring(0, 12);
  }

  @Override
  public void close() {
    trainer.close();
  }
}
