package org.netwright.benchmarks.netwright.records;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.netwright.runtime.data.Csv;

/**
 * Reads a CSV file of a million lines into records, one by one and as a list, and with FastCSV
 * alone, as texts. Prints medians of rounds in which they take turns: of the time that passed, and
 * of the processor time of the thread, which does not contain the garbage collection.
 */
public final class CsvBenchmark {
  private static final int LINES = 1_000_000;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 11;

  private CsvBenchmark() {}

  /** How often a customer pays. */
  enum Plan {
    FREE,
    BASIC,
    PRO
  }

  /** A line of the file. */
  record Customer(
      int id,
      String name,
      int age,
      double income,
      boolean newsletter,
      Plan plan,
      String town,
      LocalDate since,
      long visits,
      double score) {}

  /** Work with its times, in seconds. */
  private static final class Contestant {
    private final String name;
    private final Work work;
    private final double[] passed = new double[ROUNDS];
    private final double[] worked = new double[ROUNDS];

    Contestant(String name, Work work) {
      this.name = name;
      this.work = work;
    }

    void run(int round) throws IOException {
      System.gc();
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long begin = System.nanoTime();
      long busy = threads.getCurrentThreadCpuTime();
      long lines = work.run();
      if (round >= 0) {
        worked[round] = (threads.getCurrentThreadCpuTime() - busy) / 1e9;
        passed[round] = (System.nanoTime() - begin) / 1e9;
      }
      if (lines != LINES) {
        throw new IllegalStateException("expected %d lines, got %d".formatted(LINES, lines));
      }
    }

    void print(Contestant first) {
      System.out.printf(
          Locale.ROOT,
          "%-22s  %.3f s, %.2f times the first; processor %.3f s, %.2f times the first%n",
          name,
          median(passed),
          median(passed) / median(first.passed),
          median(worked),
          median(worked) / median(first.worked));
    }

    private static double median(double[] times) {
      return Arrays.stream(times).sorted().toArray()[times.length / 2];
    }
  }

  /** Work to be timed. */
  @FunctionalInterface
  private interface Work {
    /** Returns the number of lines. */
    long run() throws IOException;
  }

  /** No arguments. */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("customers", ".csv");
    try {
      write(file);
      System.out.printf("%,d lines of 10 fields, %,d bytes%n", LINES, Files.size(file));
      List<Contestant> contestants =
          List.of(
              new Contestant("FastCSV, texts", () -> texts(file)),
              new Contestant("records, one by one", () -> stream(file)),
              new Contestant("FastCSV, list of texts", () -> listOfTexts(file)),
              new Contestant("list of records", () -> Csv.read(file, Customer.class).size()));
      for (int round = -WARM_UPS; round < ROUNDS; round++) {
        for (Contestant contestant : contestants) {
          contestant.run(round);
        }
      }
      contestants.forEach(contestant -> contestant.print(contestants.get(0)));
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file) throws IOException {
    Random random = new Random(1);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name,age,income,newsletter,plan,town,since,visits,score\n");
      for (int i = 0; i < LINES; i++) {
        out.write(
            "%d,name %d,%d,%d.%02d,%s,%s,town %d,%s,%d,%s%n"
                .formatted(
                    i,
                    random.nextInt(LINES),
                    18 + random.nextInt(80),
                    random.nextInt(200_000),
                    random.nextInt(100),
                    random.nextBoolean(),
                    Plan.values()[random.nextInt(3)],
                    random.nextInt(300),
                    LocalDate.of(2000, 1, 1).plusDays(random.nextInt(9000)),
                    random.nextInt(10_000),
                    random.nextDouble()));
      }
    }
  }

  private static long texts(Path file) throws IOException {
    long lines = 0;
    long characters = 0;
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord line : reader) {
        for (int field = 0; field < line.getFieldCount(); field++) {
          characters += line.getField(field).length();
        }
        lines++;
      }
    }
    if (characters == 0) {
      throw new IllegalStateException("the file is empty");
    }
    return lines - 1; // the header
  }

  private static long listOfTexts(Path file) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord line : reader) {
        lines.add(line.getFields());
      }
    }
    return lines.size() - 1L; // the header
  }

  private static long stream(Path file) throws IOException {
    try (Stream<Customer> customers = Csv.stream(file, Customer.class)) {
      return customers.mapToLong(customer -> customer.age() > 0 ? 1 : 0).sum();
    }
  }
}
