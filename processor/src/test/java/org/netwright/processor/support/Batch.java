package org.netwright.processor.support;

import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Random data that a network takes. */
public record Batch(INDArray x, INDArray y) {
  private static final Pattern INPUT = Pattern.compile("= input\\(\"[^\"]+\", (\\d+)\\)");
  private static final Pattern TARGET =
      Pattern.compile("= target\\([\\w.]*TargetEncoding\\.([^\"]+), \"[^\"]+\", (\\d+)\\)");

  public static Batch of(CompiledNetwork network, int rows, Random random) {
    Matcher input = find(INPUT, network);
    Matcher target = find(TARGET, network);
    int width = Integer.parseInt(target.group(2));
    double[][] x = normal(rows, Integer.parseInt(input.group(1)), random);
    double[][] y =
        switch (target.group(1)) {
          case "CLASSES" -> classes(rows, 1, width, random);
          case "PROBABILITIES" -> classes(rows, width, 2, random);
          default -> normal(rows, width, random);
        };
    return new Batch(Nd4j.createFromArray(x), Nd4j.createFromArray(y));
  }

  private static Matcher find(Pattern pattern, CompiledNetwork network) {
    Matcher matcher = pattern.matcher(network.generatedSource());
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + network.trainerSimpleName());
    }
    return matcher;
  }

  private static double[][] normal(int rows, int columns, Random random) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return values;
  }

  private static double[][] classes(int rows, int columns, int classes, Random random) {
    double[][] numbers = new double[rows][columns];
    for (double[] row : numbers) {
      Arrays.setAll(row, i -> random.nextInt(classes));
    }
    return numbers;
  }
}
