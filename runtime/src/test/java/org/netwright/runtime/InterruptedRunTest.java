package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.training.Fit;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.StopReason;

/** An interrupt ends a run, and nothing that the run has learnt is lost. */
class InterruptedRunTest {
  @TempDir private Path folder;

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theResultsOfAnInterruptedRunCanBeSaved() throws IOException {
    Path saved = folder.resolve("model.safetensors");
    try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build();
        ChainTrainer loaded = ChainTrainer.builder().seed(2).build()) {
      History history =
          trainer
              .fit(CheckpointTest.data())
              .quiet()
              .onStep((loss, step) -> Thread.currentThread().interrupt())
              .run();
      assertThat(history.stopReason()).isEqualTo(StopReason.INTERRUPTED);
      trainer.save(saved);
      history.writePage(folder.resolve("page.html"));
      history.writeCsv(folder.resolve("history.csv"));
      history.writeJson(folder.resolve("history.json"));
      loaded.load(saved);
      try (ChainModel model =
          ChainModel.load(saved, trainer.engine(), trainer.session().targets().get(0).encoding())) {
        assertThat(model.predict(CheckpointTest.data().x()))
            .isEqualTo(trainer.predict(CheckpointTest.data().x()));
      }
      assertThat(Thread.interrupted()).isTrue();
      assertThat(loaded.network().hidden.weight()).isEqualTo(trainer.network().hidden.weight());
      assertThat(folder.resolve("page.html")).isNotEmptyFile();
      assertThat(folder.resolve("history.csv")).isNotEmptyFile();
      assertThat(folder.resolve("history.json")).isNotEmptyFile();
    }
  }

  /** Interrupts come while steps are computed, checkpoints are written, and files are locked. */
  @Test
  void interruptsAtRandomMomentsLeaveWholeCheckpoints() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 25; round++) {
      Path own = folder.resolve("round-" + round);
      Path table = Files.writeString(folder.resolve("table.csv"), table());
      Thread running = Thread.currentThread();
      int micros = random.nextInt(60_000);
      Thread interrupter =
          new Thread(
              () -> {
                try {
                  Thread.sleep(micros / 1000, micros % 1000 * 1000);
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                running.interrupt();
              });
      try (ChainTrainer trainer = ChainTrainer.builder().seed(1).build()) {
        interrupter.start();
        Fit fit =
            round % 2 == 0
                ? trainer.fit(CheckpointTest.data())
                : trainer.fit(Data.csv(table).target("y", "z").stream());
        History history =
            fit.epochs(1_000_000).checkpoints(own).tensorBoard(own.resolve("log")).quiet().run();
        // Before the join, which an interrupt would end.
        boolean isInterrupted = Thread.interrupted();
        interrupter.join();
        assertThat(history.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(isInterrupted).isTrue();
      } finally {
        // For the tests that follow, if this one fails.
        Thread.interrupted();
      }
      try (ChainTrainer trainer = ChainTrainer.builder().seed(2).build()) {
        Fit fit =
            round % 2 == 0
                ? trainer.fit(CheckpointTest.data())
                : trainer.fit(Data.csv(table).target("y", "z").stream());
        History history =
            fit.epochs(1_000_000)
                .checkpoints(own)
                .resume()
                .onEpoch((epoch, control) -> control.stop())
                .quiet()
                .run();
        assertThat(history.stopReason()).isEqualTo(StopReason.LISTENER);
      }
    }
  }

  private static String table() {
    StringBuilder table = new StringBuilder("a,b,c,y,z\n");
    for (int line = 0; line < 200; line++) {
      table.append("%d,%d,%d,%d,%d%n".formatted(line % 7, line % 5, line % 3, line % 2, line % 4));
    }
    return table.toString();
  }
}
