package org.netwright.benchmarks.netwright.records;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.data.Data;

/**
 * Compares records with arrays of the same numbers: one prediction, and training by {@code fit}. In
 * turns, in one process; medians.
 */
public final class RecordsBenchmark {
  private static final int ORDERS = 20_000;
  private static final int EPOCHS = 5;
  private static final int ROUNDS = 21;
  private static final int CALLS = 20_000;

  private RecordsBenchmark() {}

  /** Prints the comparison. */
  public static void main(String[] args) throws IOException {
    List<Order> orders = Order.random(ORDERS, 1);
    List<Order.Fate> fates = orders.stream().map(Order::fate).toList();
    predict(orders, fates);
    fit(orders, fates);
  }

  private static void predict(List<Order> orders, List<Order.Fate> fates) throws IOException {
    Path folder = Files.createTempDirectory("records");
    Path ofRecords = folder.resolve("records.safetensors");
    Path ofNumbers = folder.resolve("numbers.safetensors");
    float[][] rows;
    try (OrderNetTrainer trainer = OrderNetTrainer.create();
        NumbersNetTrainer numbers = NumbersNetTrainer.create()) {
      trainer.fit(orders, fates).epochs(1).quiet().run();
      trainer.save(ofRecords);
      numbers.save(ofNumbers);
      try (INDArray encoded = Objects.requireNonNull(trainer.encode(orders).get("order"))) {
        rows = encoded.toFloatMatrix();
      }
    }
    Order[] array = orders.toArray(Order[]::new);
    float[] output = new float[10];
    try (OrderNetModel model = OrderNetModel.load(ofRecords);
        NumbersNetModel plain = NumbersNetModel.load(ofNumbers)) {
      double[] record = new double[ROUNDS];
      double[] row = new double[ROUNDS];
      for (int round = -5; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
          plain.predict(rows[i % ORDERS], output);
        }
        long between = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
          model.predict(array[i % ORDERS], output);
        }
        if (round >= 0) {
          row[round] = (between - begin) / 1e3 / CALLS;
          record[round] = (System.nanoTime() - between) / 1e3 / CALLS;
        }
      }
      print("predict(float[], output)", median(row), "µs");
      print("predict(record, output)", median(record), "µs");
      print("encoding of 20 components", median(record) - median(row), "µs");
      print("garbage of predict(record, output)", garbage(model, array, output), "bytes");
    } finally {
      Files.delete(ofRecords);
      Files.delete(ofNumbers);
      Files.delete(folder);
    }
  }

  private static double garbage(OrderNetModel model, Order[] orders, float[] output) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < CALLS; i++) {
      model.predict(orders[i % ORDERS], output);
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / (double) CALLS;
  }

  private static void fit(List<Order> orders, List<Order.Fate> fates) {
    double[] record = new double[ROUNDS];
    double[] array = new double[ROUNDS];
    try (OrderNetTrainer trainer = OrderNetTrainer.create();
        NumbersNetTrainer numbers = NumbersNetTrainer.create()) {
      trainer.fitEncoder(orders);
      float[][] rows;
      try (INDArray encoded = Objects.requireNonNull(trainer.encode(orders).get("order"))) {
        rows = encoded.toFloatMatrix();
      }
      int[] classes = fates.stream().mapToInt(Enum::ordinal).toArray();
      for (int round = -3; round < ROUNDS; round++) {
        long begin = System.nanoTime();
        numbers.fit(Data.of(rows, classes)).epochs(EPOCHS).batchSize(128).quiet().run();
        long between = System.nanoTime();
        try (OrderNetTrainer fresh = OrderNetTrainer.create()) {
          fresh.fit(orders, fates).epochs(EPOCHS).batchSize(128).quiet().run();
        }
        if (round >= 0) {
          array[round] = (between - begin) / 1e6;
          record[round] = (System.nanoTime() - between) / 1e6;
        }
      }
    }
    print("fit(arrays), %d epochs of %,d".formatted(EPOCHS, ORDERS), median(array), "ms");
    print("fit(records), %d epochs of %,d".formatted(EPOCHS, ORDERS), median(record), "ms");
    print("fit(records) to fit(arrays)", 100 * median(record) / median(array), "%");
  }

  private static double median(double... numbers) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String what, double number, String unit) {
    System.out.printf(Locale.ROOT, "%-45s %10.2f %s%n", what, number, unit);
  }
}
