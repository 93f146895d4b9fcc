package org.netwright.benchmarks.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The process in which one library serves. Its arguments are a folder and what it does:
 *
 * <dl>
 *   <dt>{@code save}
 *   <dd>saves the network there
 *   <dt>{@code start}
 *   <dd>loads it, prints the answer for one row, and ends
 *   <dt>{@code serve}
 *   <dd>loads it and reads commands from standard input, as {@link Worker} does: {@code time one
 *       MILLISECONDS} and {@code time thousand MILLISECONDS}, for one row and for a thousand
 * </dl>
 */
public final class ServingWorker {
  private static final int MANY = 1000;

  private ServingWorker() {}

  /** Does what the arguments say. */
  public static void run(ServingLibrary library, String... args) throws IOException {
    Path folder = Path.of(args[0]);
    PrintStream replies = System.out;
    System.setOut(System.err); // what a library prints is no reply
    switch (args[1]) {
      case "save" -> library.save(folder);
      case "start" -> {
        try (Server server = library.load(folder)) {
          replies.println(text(server.answer(row())));
          replies.flush();
        }
      }
      case "serve" -> {
        try (Server server = library.load(folder)) {
          serve(server, replies);
        }
      }
      default -> throw new IllegalArgumentException("no such work: " + args[1]);
    }
  }

  /** A row that needs no random numbers, whose generator would take time from the start. */
  private static float[] row() {
    float[] row = new float[Task.MLP.inputs()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (i % 7 - 3) / 4f;
    }
    return row;
  }

  private static String text(float... numbers) {
    StringBuilder text = new StringBuilder();
    for (float number : numbers) {
      text.append(text.isEmpty() ? "" : " ").append(number);
    }
    return text.toString();
  }

  private static void serve(Server server, PrintStream replies) throws IOException {
    float[][] rows = new float[MANY][];
    for (int i = 0; i < MANY; i++) {
      rows[i] = row();
      rows[i][i % rows[i].length] = 1;
    }
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] command = line.split(" ", -1);
      long milliseconds = Long.parseLong(command[2]);
      replies.println(
          switch (command[1]) {
            case "one" -> time(() -> server.answer(rows[0]), milliseconds);
            case "thousand" -> time(() -> server.answer(rows), milliseconds);
            default -> throw new IllegalArgumentException("no such command: " + line);
          });
      replies.flush();
    }
  }

  private static double time(Runnable work, long milliseconds) {
    long start = System.nanoTime();
    long runs = 0;
    long elapsed;
    do {
      for (int i = 0; i < TaskData.BATCHES; i++) {
        work.run();
      }
      runs += TaskData.BATCHES;
      elapsed = System.nanoTime() - start;
    } while (elapsed < milliseconds * 1_000_000);
    return (double) elapsed / runs;
  }

  /** Returns rows one after another. */
  public static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
    }
    return flat;
  }

  /** Returns numbers as rows. */
  public static float[][] rows(float[] flat, int length) {
    float[][] rows = new float[flat.length / length][];
    Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * length, (i + 1) * length));
    return rows;
  }
}
