package org.netwright.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J is initialised once in a JVM, so that this needs one of its own. */
class Nd4jStartTest {
  /** What a task that has been stopped is: interrupted, with a class loader that throws errors. */
  static final class StoppedTask {
    private StoppedTask() {}

    public static void main(String[] arguments) {
      Thread task = Thread.currentThread();
      task.setContextClassLoader(
          new ClassLoader(StoppedTask.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) {
              throw new LinkageError("the task has been stopped");
            }
          });
      task.interrupt();
      Nd4jStart.require();
      System.out.println(
          "sum %s, interrupted %b"
              .formatted(Nd4j.createFromArray(1f, 2f).sumNumber(), task.isInterrupted()));
    }
  }

  @Test
  void aTaskThatIsStoppedLeavesItUsable() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    StoppedTask.class.getName()))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("sum 3.0, interrupted true");
  }
}
