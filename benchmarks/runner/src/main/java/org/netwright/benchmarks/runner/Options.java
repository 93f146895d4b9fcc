package org.netwright.benchmarks.runner;

import java.nio.file.Path;

/**
 * The options of the command line.
 *
 * @param results where the table goes as CSV
 * @param rounds the number of turns of each competitor for each workload
 * @param seedSteps how many steps the smallest network trains to show that memory does not grow
 */
record Options(Path results, int rounds, long seedSteps) {
  private static final String USAGE =
      "usage: benchmarks/run [RESULTS.csv] [--rounds N] [--seed-steps N] | benchmarks/run kernels"
          + " [JMH options]";

  /**
   * Reads them.
   *
   * @param home the folder of the benchmarks
   * @throws IllegalArgumentException with the usage, if they are malformed
   */
  static Options parse(Path home, String... args) {
    Path results = home.resolve("target").resolve("results.csv");
    int rounds = 7;
    long seedSteps = 1_000_000;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--rounds")) {
        rounds = Math.toIntExact(number(args, ++i));
      } else if (args[i].equals("--seed-steps")) {
        seedSteps = number(args, ++i);
      } else if (args[i].startsWith("-")) {
        throw new IllegalArgumentException(USAGE);
      } else {
        results = Path.of(args[i]);
      }
    }
    return new Options(results, rounds, seedSteps);
  }

  private static long number(String[] args, int index) {
    if (index < args.length && args[index].matches("[1-9]\\d{0,8}")) {
      return Long.parseLong(args[index]);
    }
    throw new IllegalArgumentException(USAGE);
  }
}
