package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Split;

/**
 * A process that trains is killed at random moments, and started again, until it comes to its end.
 * The environment variable {@code NETWRIGHT_KILLS} sets how often.
 */
@Tag("slow") // starts a JVM for each kill
class KilledRunTest {
  private static final String BEGUN = "begun";

  @TempDir private Path folder;

  /** What is killed. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) {
      Split split = CheckpointTest.data().split(0.3, 1);
      try (ChainTrainer trainer = ChainTrainer.builder().seed(1).dropout(0.4).build()) {
        System.out.println(BEGUN);
        trainer
            .fit(split.train())
            .epochs(60)
            .batchSize(8)
            .validate(split.test())
            .checkpoints(Path.of(args[0]))
            .resume()
            .quiet()
            .run();
        double[] values = trainer.session().parameters().flatValues().array().data().asDouble();
        System.out.println(trainer.steps() + " " + Arrays.toString(values));
      }
    }
  }

  @Test
  void endsWithTheSameBits() throws IOException, InterruptedException {
    int kills = Integer.parseInt(System.getenv().getOrDefault("NETWRIGHT_KILLS", "8"));
    Random random = new Random(5);
    String expected = last(run("whole", Integer.MAX_VALUE));
    int killed = 0;
    for (int round = 0; killed < kills; round++) {
      List<String> lines = List.of();
      // Without the last of its lines it was killed. On a busy machine a process may need longer
      // than this to reach its next checkpoint, so each one gets more time than the one before.
      for (int millis = 250; lines.size() < 2; millis += 25) {
        lines = run("killed-" + round, random.nextInt(millis));
        killed++;
      }
      assertThat(last(lines)).isEqualTo(expected);
    }
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }

  /** Runs it, and kills it so many milliseconds after training begins. */
  private List<String> run(String name, int millis) throws IOException, InterruptedException {
    List<String> command = ForkedJvm.command(Run.class, folder.resolve(name).toString());
    Path output = folder.resolve(name + ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(output.toFile())
            .start();
    while (process.isAlive() && Files.size(output) < BEGUN.length()) {
      Thread.sleep(2);
    }
    if (millis < Integer.MAX_VALUE) {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
      process.destroyForcibly();
    }
    process.waitFor();
    List<String> lines = Files.readAllLines(output);
    assertThat(lines).first().isEqualTo(BEGUN);
    return lines;
  }
}
