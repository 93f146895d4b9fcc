package org.netwright.runtime.internal.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.metrics.ConfusionMatrix;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.LayerReport;

/** The numbers of runs as JSON, for the page that draws them. */
final class PageData {
  private static final int MOST_POINTS = 2000;
  private static final int MOST_CLASSES = 40;
  private static final int MOST_PAIRS = 30;
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private PageData() {}

  /** Returns a JSON object that can be inside a script element. */
  static String of(Map<String, History> runs) {
    List<Map<String, Object>> all = new ArrayList<>();
    runs.forEach((name, history) -> all.add(run(name, history)));
    if (runs.size() == 1) {
      History only = runs.values().iterator().next();
      RunPictures.of(only).ifPresent(pictures -> all.get(0).put("pictures", pictures));
    }
    // Inside a script element nothing may look like its end.
    return GSON.toJson(Map.of("runs", all)).replace("<", "\\u003c");
  }

  private static Map<String, Object> run(String name, History history) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("name", name);
    run.put("network", history.network());
    run.put("stopReason", history.stopReason().name());
    run.put("bestEpoch", history.bestEpoch().orElse(null));
    history.description().ifPresent(description -> HistoryJson.putDescription(run, description));
    run.put("epochs", history.epochs().stream().map(PageData::epoch).toList());
    history.evaluation().ifPresent(evaluation -> putEvaluation(run, evaluation));
    return run;
  }

  private static Map<String, Object> epoch(EpochReport epoch) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("epoch", epoch.epoch());
    numbers.put("seconds", finite(epoch.seconds()));
    numbers.put("examplesPerSecond", finite(epoch.examplesPerSecond()));
    numbers.put("learningRate", finite(epoch.learningRate()));
    numbers.put("dataLoss", finite(epoch.dataLoss()));
    numbers.put("penalty", finite(epoch.penalty()));
    numbers.put("penalties", finite(epoch.penalties()));
    numbers.put("training", finite(epoch.training()));
    numbers.put("validation", finite(epoch.validation()));
    numbers.put("layers", epoch.layers().stream().map(PageData::layer).toList());
    return numbers;
  }

  private static Map<String, Object> layer(LayerReport layer) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("layer", layer.layer());
    numbers.put("weightNorm", finite(layer.weightNorm()));
    numbers.put("gradientNorm", finite(layer.gradientNorm()));
    numbers.put("sparsity", finite(layer.sparsity()));
    return numbers;
  }

  private static void putEvaluation(Map<String, Object> run, Evaluation evaluation) {
    run.put("scores", finite(evaluation.scores()));
    if (evaluation.hasClasses()) {
      if (evaluation.confusion().classes() <= MOST_CLASSES) {
        run.put("confusion", counts(evaluation.confusion()));
      } else {
        run.put("confusions", mostFrequent(evaluation.confusion()));
      }
      run.put("classNames", evaluation.classNames());
      ClassCurves curves = ClassCurves.of(evaluation);
      run.put("roc", curves.roc());
      run.put("precisionRecall", curves.precisionRecall());
      run.put("omittedCurves", curves.omitted());
    } else if (evaluation.hasValues()) {
      run.put("residuals", residuals(evaluation));
    }
  }

  /** Returns the pairs of classes that were confused most often: actual, predicted, count. */
  private static List<long[]> mostFrequent(ConfusionMatrix confusion) {
    List<long[]> pairs = new ArrayList<>();
    for (int actual = 0; actual < confusion.classes(); actual++) {
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        long count = confusion.count(actual, predicted);
        if (count > 0 && actual != predicted) {
          pairs.add(new long[] {actual, predicted, count});
        }
      }
    }
    pairs.sort(Comparator.comparingLong((long[] pair) -> pair[2]).reversed());
    return List.copyOf(pairs.subList(0, Math.min(MOST_PAIRS, pairs.size())));
  }

  static List<List<Long>> counts(ConfusionMatrix confusion) {
    List<List<Long>> counts = new ArrayList<>();
    for (int actual = 0; actual < confusion.classes(); actual++) {
      List<Long> row = new ArrayList<>();
      for (int predicted = 0; predicted < confusion.classes(); predicted++) {
        row.add(confusion.count(actual, predicted));
      }
      counts.add(row);
    }
    return counts;
  }

  /** Returns pairs of a predicted value and how far the actual one is from it. */
  private static List<List<Double>> residuals(Evaluation evaluation) {
    double[] actual = evaluation.actual();
    double[] predicted = evaluation.predicted();
    int every = Math.max(1, actual.length / MOST_POINTS);
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < actual.length; i += every) {
      points.add(List.of(predicted[i], actual[i] - predicted[i]));
    }
    return points;
  }

  private static Map<String, Object> finite(Map<String, Double> numbers) {
    Map<String, Object> all = new LinkedHashMap<>();
    numbers.forEach((name, number) -> all.put(name, finite(number)));
    return all;
  }

  /** A number that JSON does not allow is a gap in the curve. */
  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }
}
