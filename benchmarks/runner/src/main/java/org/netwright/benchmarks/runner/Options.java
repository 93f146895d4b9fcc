package org.netwright.benchmarks.runner;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.netwright.benchmarks.protocol.GraphTask;
import org.netwright.benchmarks.protocol.SequenceTask;
import org.netwright.benchmarks.protocol.Task;

/**
 * The options of the command line.
 *
 * @param results where the table goes as CSV
 * @param rounds the number of turns of each competitor for each workload
 * @param seedSteps how many steps the smallest network trains to show that memory does not grow
 * @param networks whose rows are measured, in the order of the table
 */
record Options(Path results, int rounds, long seedSteps, List<String> networks) {
  private static final String USAGE =
      "usage: benchmarks/run [RESULTS.csv] [--rounds N] [--seed-steps N] [--only NETWORK,NETWORK]"
          + " | benchmarks/run kernels [JMH options]";

  /** The names of all networks. */
  private static final List<String> ALL =
      Stream.of(
              Arrays.stream(Task.values()).map(Task::label),
              Arrays.stream(GraphTask.values()).map(GraphTask::label),
              Arrays.stream(SequenceTask.values()).map(SequenceTask::label))
          .flatMap(Function.identity())
          .toList();

  Options {
    networks = List.copyOf(networks);
  }

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
    List<String> networks = ALL;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--rounds")) {
        rounds = Math.toIntExact(number(args, ++i));
      } else if (args[i].equals("--seed-steps")) {
        seedSteps = number(args, ++i);
      } else if (args[i].equals("--only")) {
        networks = networks(args, ++i);
      } else if (args[i].startsWith("-")) {
        throw new IllegalArgumentException(USAGE);
      } else {
        results = Path.of(args[i]);
      }
    }
    return new Options(results, rounds, seedSteps, networks);
  }

  /** Returns whether the rows of a network are measured. */
  boolean wants(String network) {
    return networks.contains(network);
  }

  private static List<String> networks(String[] args, int index) {
    if (index == args.length) {
      throw new IllegalArgumentException(USAGE);
    }
    List<String> names = List.of(args[index].split(",", -1));
    for (String name : names) {
      if (!ALL.contains(name)) {
        throw new IllegalArgumentException(
            "--only: there is no network '%s'; expected some of %s, with commas between them"
                .formatted(name, String.join(", ", ALL)));
      }
    }
    return ALL.stream().filter(names::contains).toList();
  }

  private static long number(String[] args, int index) {
    if (index < args.length && args[index].matches("[1-9]\\d{0,8}")) {
      return Long.parseLong(args[index]);
    }
    throw new IllegalArgumentException(USAGE);
  }
}
