package org.netwright.benchmarks.compiler;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;

/**
 * Prints what the processor adds to a warm javac, in turns with and without it, and how long a
 * training step takes for each layer of short and long networks.
 */
public final class CompilerBenchmark {
  private static final int WIDTH = 32;
  private static final int ROWS = 32;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 11;

  private CompilerBenchmark() {}

  /** No arguments. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    try (InMemoryCompiler compiler = new InMemoryCompiler()) {
      System.out.println("median compilation in ms, of " + ROUNDS);
      System.out.println("network      without processor  with it  added  goal");
      compare(compiler, new LongNetwork(20, WIDTH), 300);
      compare(compiler, new LongNetwork(300, WIDTH), 2000);
      compare(compiler, new ResidualNetwork(100, WIDTH), 2000);
      System.out.println();
      System.out.println(
          "training step, linear and relu of " + WIDTH + " units, " + ROWS + " rows");
      System.out.println("network      layers  µs a step  µs a layer");
      for (int layers : new int[] {3, 20, 100, 300, 900}) {
        step(compiler, new LongNetwork(layers, WIDTH));
      }
      System.out.println("residual blocks: layer normalisation, linear with gelu, linear with add");
      for (int blocks : new int[] {1, 4, 20, 100}) {
        step(compiler, new ResidualNetwork(blocks, WIDTH));
      }
    }
  }

  private static void compare(InMemoryCompiler compiler, Source network, double goal) {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double one = milliseconds(() -> compiler.compile(network, false));
      double other = milliseconds(() -> compiler.compile(network, true));
      if (round >= 0) {
        without.add(one);
        with.add(other);
      }
    }
    double added = median(with) - median(without);
    System.out.printf(
        Locale.ROOT,
        "%-11s  %17.0f  %7.0f  %5.0f  < %.0f: %s%n",
        network.name(),
        median(without),
        median(with),
        added,
        goal,
        added < goal ? "met" : "not met");
  }

  private static void step(InMemoryCompiler compiler, Source network)
      throws IOException, ReflectiveOperationException {
    compiler.compile(network, true);
    Class<?> type = compiler.classes().loadClass(network.name() + "Trainer");
    TrainerBuilder<?, ?> builder = (TrainerBuilder<?, ?>) type.getMethod("builder").invoke(null);
    try (Trainer<?> trainer = builder.seed(1).build()) {
      INDArray x = Nd4j.rand(DataType.FLOAT, ROWS, WIDTH);
      INDArray y = Nd4j.rand(DataType.FLOAT, ROWS, 1);
      LossReport report = trainer.newReport();
      int layers = network.layers();
      int steps = 60_000 / layers;
      List<Double> times = new ArrayList<>();
      for (int round = -3; round < 5; round++) {
        double time =
            milliseconds(
                () -> {
                  for (int i = 0; i < steps; i++) {
                    trainer.step(x, y, report);
                  }
                });
        if (round >= 0) {
          times.add(1000 * time / steps);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%-11s  %6d  %9.1f  %10.2f%n",
          network.name(),
          layers,
          median(times),
          median(times) / layers);
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> numbers) {
    List<Double> sorted = new ArrayList<>(numbers);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
