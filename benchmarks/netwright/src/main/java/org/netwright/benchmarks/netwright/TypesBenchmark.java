package org.netwright.benchmarks.netwright;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.netwright.runtime.Engine;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.Trainer;
import org.netwright.runtime.TrainerBuilder;

/**
 * Compares steps in FLOAT and in DOUBLE, and those in DOUBLE on ND4J's operations: in turns, in one
 * process; medians. Then it reports how the process grows with steps in DOUBLE.
 */
public final class TypesBenchmark {
  private static final int ROUNDS = 21;
  private static final int STEPS = 1_000_000;
  private static final int PARTS = 5;

  private TypesBenchmark() {}

  /** Prints the comparison. */
  public static void main(String[] args) throws IOException {
    memory();
    INDArray x = Nd4j.randn(DataType.DOUBLE, 100, 1);
    compare("seed", SeedNetTrainer::builder, x, x.mul(x), 20_000);
    INDArray pixels = Nd4j.randn(DataType.DOUBLE, 128, 784);
    INDArray classes = Nd4j.rand(DataType.DOUBLE, 128).muli(10);
    compare("mlp", MlpNetTrainer::builder, pixels, classes.castTo(DataType.INT32), 100);
  }

  private static void compare(
      String name,
      Supplier<? extends TrainerBuilder<?, ?>> builder,
      INDArray x,
      INDArray y,
      int calls) {
    INDArray floatX = x.castTo(DataType.FLOAT);
    INDArray floatY = y.dataType() == DataType.DOUBLE ? y.castTo(DataType.FLOAT) : y;
    int few = Math.max(1, calls / 100);
    double[] single = new double[ROUNDS];
    double[] twice = new double[ROUNDS];
    double[] nd4j = new double[ROUNDS];
    try (Trainer<?> floats = trainer(builder.get(), DataType.FLOAT, Engine.CPU);
        Trainer<?> doubles = trainer(builder.get(), DataType.DOUBLE, Engine.CPU);
        Trainer<?> slow = trainer(builder.get(), DataType.DOUBLE, Engine.ND4J)) {
      for (int round = -5; round < ROUNDS; round++) {
        double ofFloats = time(floats, floatX, floatY, calls);
        double ofDoubles = time(doubles, x, y, calls);
        double ofNd4j = time(slow, x, y, few);
        if (round >= 0) {
          single[round] = ofFloats;
          twice[round] = ofDoubles;
          nd4j[round] = ofNd4j;
        }
      }
    }
    print(name + ", step in FLOAT", median(single), "µs");
    print(name + ", step in DOUBLE", median(twice), "µs");
    print(name + ", step in DOUBLE on ND4J's operations", median(nd4j), "µs");
    print(name + ", DOUBLE to FLOAT", median(twice) / median(single), "×");
    print(name + ", ND4J to DOUBLE", median(nd4j) / median(twice), "×");
  }

  private static Trainer<?> trainer(TrainerBuilder<?, ?> builder, DataType type, Engine engine) {
    Trainer<?> trainer = builder.seed(1).dataType(type).engine(engine).build();
    // So small that no batch is memorised, which would lead to slow, denormal numbers.
    trainer.learningRate(1e-9);
    return trainer;
  }

  /** Returns microseconds for each step. */
  private static double time(Trainer<?> trainer, INDArray x, INDArray y, int calls) {
    LossReport report = trainer.newReport();
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      trainer.step(x, y, report);
    }
    return (System.nanoTime() - begin) / 1e3 / calls;
  }

  private static void memory() throws IOException {
    INDArray x = Nd4j.randn(DataType.DOUBLE, 100, 1);
    INDArray y = x.mul(x);
    try (Trainer<?> trainer = trainer(SeedNetTrainer.builder(), DataType.DOUBLE, Engine.CPU)) {
      time(trainer, x, y, 1000);
      print("resident memory after 1,000 seed steps in DOUBLE", residentMegabytes(), "MB");
      for (int part = 1; part <= PARTS; part++) {
        time(trainer, x, y, STEPS / PARTS);
        print("after %,d".formatted(part * (STEPS / PARTS)), residentMegabytes(), "MB");
      }
    }
  }

  /** Only Linux has it; 0 elsewhere. */
  private static double residentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1000)
        .findFirst()
        .orElse(0);
  }

  private static double median(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, double number, String unit) {
    System.out.printf(Locale.ROOT, "%-50s %10.2f %s%n", what, number, unit);
  }
}
