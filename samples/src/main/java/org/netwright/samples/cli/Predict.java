package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.CsvData;
import org.netwright.runtime.Data;
import org.netwright.runtime.Model;
import org.netwright.runtime.data.Columns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a saved network. */
@Command(
    name = "predict",
    description = {
      "Asks a trained network about one example, or about a CSV file.",
      "The file needs the columns that the network was trained on, in any order.",
      "",
      "Example: samples/run predict diabetes --csv patients.csv",
      ""
    })
final class Predict implements Callable<Integer> {
  @Mixin private Place place;

  @Option(names = "--csv", paramLabel = "FILE", description = "a table with a header line")
  private @Nullable Path csv;

  @Parameters(index = "1..*", paramLabel = "NUMBER", description = "the features of one example")
  private List<Float> numbers = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if ((csv == null) == numbers.isEmpty()) {
      throw new IllegalArgumentException("expected either numbers or --csv FILE");
    }
    try (Model model = place.sample().model().load(place.model())) {
      if (csv == null) {
        float[] row = new float[numbers.size()];
        for (int i = 0; i < row.length; i++) {
          row[i] = numbers.get(i);
        }
        print(model, row);
      } else {
        try (INDArray x = features(model, csv)) {
          for (float[] row : x.toFloatMatrix()) {
            print(model, row);
          }
        }
      }
    }
    return 0;
  }

  private static INDArray features(Model model, Path csv) throws IOException {
    Columns columns =
        model
            .columns()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the network was not trained on a table; give numbers"));
    CsvData table = Data.csv(csv);
    return table.as(columns).readFeatures();
  }

  /** Of classes the likeliest and how likely each is, of values the values. */
  private static void print(Model model, float[] row) {
    if (!model.hasClasses()) {
      System.out.println(Arrays.toString(model.predict(row)));
      return;
    }
    float[] probabilities = model.predict(row);
    model.probabilities(row, probabilities);
    int likeliest = model.predictClass(row);
    List<String> names = model.classNames();
    String name = names.isEmpty() ? String.valueOf(likeliest) : names.get(likeliest);
    float probability =
        probabilities.length > 1
            ? probabilities[likeliest]
            : likeliest == 1 ? probabilities[0] : 1 - probabilities[0];
    System.out.printf(Locale.ROOT, "%s (%.1f %%)%n", name, 100 * probability);
  }
}
