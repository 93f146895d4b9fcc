package org.netwright.samples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.Model;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.data.Data;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts with a saved network. */
@Command(
    name = "predict",
    description = {
      "Predicts for one example, or for each line of a CSV file.",
      "The file needs the columns that the network was trained on, in any order.",
      "",
      "Example: samples/run predict diabetes --csv patients.csv",
      ""
    })
final class Predict implements Callable<Integer> {
  @Mixin private Place place;
  @Spec private CommandSpec spec;

  @Option(names = "--csv", paramLabel = "FILE", description = "a table with a header line")
  private @Nullable Path csv;

  @Parameters(index = "1..*", paramLabel = "NUMBER", description = "the features of one example")
  private List<Float> numbers = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if ((csv == null) == numbers.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "expected either the numbers of one example, or --csv FILE");
    }
    try (Model model = place.sample().model().load(place.savedModel())) {
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
                        "the network was not trained on a table; pass the numbers of one example instead"));
    CsvData table = Data.csv(csv);
    return table.as(columns).readFeatures();
  }

  /** Prints the likeliest class and its probability, or the predicted values. */
  private void print(Model model, float[] row) {
    float[] output = model.predict(row);
    if (!model.hasClasses()) {
      String[] values = new String[output.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = String.valueOf(output[i]);
      }
      System.out.println(String.join(", ", values));
      return;
    }
    model.probabilities(row, output);
    int likeliest = model.predictClass(row);
    float probability =
        output.length > 1 ? output[likeliest] : likeliest == 1 ? output[0] : 1 - output[0];
    System.out.printf(Locale.ROOT, "%s (%.1f %%)%n", label(model, likeliest), 100 * probability);
  }

  private String label(Model model, int number) {
    List<String> names =
        model.classNames().isEmpty() ? place.sample().labels() : model.classNames();
    return names.isEmpty() ? String.valueOf(number) : names.get(number);
  }
}
