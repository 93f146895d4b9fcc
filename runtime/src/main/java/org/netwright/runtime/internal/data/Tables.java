package org.netwright.runtime.internal.data;

import java.io.IOException;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.TablePredictor;
import org.netwright.runtime.data.Columns;
import org.netwright.runtime.data.CsvData;
import org.netwright.runtime.data.Data;

/** Features of tables, in the order of the columns that a network was trained on. */
public final class Tables {
  private Tables() {}

  public static INDArray features(TablePredictor network, Data data) {
    KnownColumns known = KnownColumns.of(name(network), network.columns());
    return known.alignFeatures(Table.of(data), "the examples");
  }

  public static INDArray features(TablePredictor network, CsvData file) throws IOException {
    Columns columns =
        network
            .columns()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "%s was not trained on a table, so it does not know the names of columns;"
                                .formatted(name(network))
                            + " use readFeatures(), which takes the columns of the file in their"
                            + " order"));
    return file.readFeatures(columns);
  }

  public static List<String> requireClassNames(TablePredictor network) {
    List<String> names = network.classNames();
    if (names.isEmpty()) {
      throw new IllegalStateException(
          "%s does not know the names of classes: it was not trained on a table with a categorical"
                  .formatted(name(network))
              + " target; use predictClasses for their numbers");
    }
    return names;
  }

  private static String name(TablePredictor network) {
    return network.getClass().getSimpleName();
  }
}
