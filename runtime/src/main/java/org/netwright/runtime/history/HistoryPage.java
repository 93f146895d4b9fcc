package org.netwright.runtime.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.metrics.ConfusionMatrix;
import org.netwright.runtime.metrics.Evaluation;

/** A history as a page of curves, drawn by uPlot, whose code the page carries. */
final class HistoryPage {
  private static final String PLOTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final int MOST_POINTS = 2000;
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private HistoryPage() {}

  static String of(History history) {
    return resource("page.html")
        .replace("{{network}}", escaped(history.network()))
        .replace("{{plot style}}", resource(PLOTS + "uPlot.min.css"))
        .replace("{{style}}", resource("page.css"))
        .replace("{{plots}}", resource(PLOTS + "uPlot.iife.min.js"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{history}}", json(history));
  }

  private static String json(History history) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("stopReason", history.stopReason().name());
    page.put("bestEpoch", history.bestEpoch().orElse(null));
    page.put("epochs", history.epochs().stream().map(HistoryPage::epoch).toList());
    history.evaluation().ifPresent(evaluation -> putEvaluation(page, evaluation));
    // Inside of a script element nothing may look like its end.
    return GSON.toJson(page).replace("<", "\\u003c");
  }

  private static Map<String, Object> epoch(EpochReport epoch) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("epoch", epoch.epoch());
    numbers.put("seconds", finite(epoch.seconds()));
    numbers.put("examplesPerSecond", finite(epoch.examplesPerSecond()));
    numbers.put("learningRate", finite(epoch.learningRate()));
    numbers.put("dataLoss", finite(epoch.dataLoss()));
    numbers.put("penalties", finite(epoch.penalties()));
    numbers.put("validation", finite(epoch.validation()));
    numbers.put("layers", epoch.layers().stream().map(HistoryPage::layer).toList());
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

  private static void putEvaluation(Map<String, Object> page, Evaluation evaluation) {
    page.put("scores", finite(evaluation.scores()));
    if (evaluation.hasClasses()) {
      ConfusionMatrix confusion = evaluation.confusion();
      List<List<Long>> counts = new ArrayList<>();
      for (int actual = 0; actual < confusion.classes(); actual++) {
        List<Long> row = new ArrayList<>();
        for (int predicted = 0; predicted < confusion.classes(); predicted++) {
          row.add(confusion.count(actual, predicted));
        }
        counts.add(row);
      }
      page.put("confusion", counts);
      page.put("classNames", evaluation.classNames());
    } else if (evaluation.hasValues()) {
      page.put("residuals", residuals(evaluation));
    }
  }

  /** Pairs of what was predicted and how far the truth was from it. */
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

  /** What JSON cannot say is a gap in the curve. */
  private static @Nullable Double finite(double number) {
    return Double.isFinite(number) ? number : null;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(HistoryPage.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
