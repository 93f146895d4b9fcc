package org.netwright.runtime.internal.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.runtime.metrics.Evaluation;
import org.netwright.runtime.training.EpochReport;
import org.netwright.runtime.training.History;
import org.netwright.runtime.training.LayerSummary;
import org.netwright.runtime.training.RunDescription;
import org.netwright.runtime.training.StopReason;

/** Histories as JSON. */
public final class HistoryJson {
  /**
   * Scores may be NaN, which strict JSON does not allow but Python and many other readers accept.
   */
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private static final TypeToken<Map<String, String>> TEXTS = new TypeToken<>() {};

  private HistoryJson() {}

  /** Returns epochs as a JSON array, which {@link #epochs} reads. */
  public static String of(List<EpochReport> epochs) {
    return GSON.toJson(epochs);
  }

  /**
   * Reads what {@link #of(List)} has written.
   *
   * @throws IllegalArgumentException if the text is not such an array
   */
  public static List<EpochReport> epochs(String json) {
    try {
      EpochReport[] epochs = GSON.fromJson(json, EpochReport[].class);
      return List.of(epochs);
    } catch (RuntimeException e) {
      // Gson wraps what the constructors throw in exceptions of several kinds.
      throw new IllegalArgumentException("its history cannot be read: " + e.getMessage(), e);
    }
  }

  public static History history(String json) {
    try {
      JsonObject all = JsonParser.parseString(json).getAsJsonObject();
      JsonElement best = all.get("bestEpoch");
      return new History(
          all.get("network").getAsString(),
          epochs(all.get("epochs").toString()),
          best == null ? Optional.empty() : Optional.of(best.getAsInt()),
          StopReason.valueOf(all.get("stopReason").getAsString()),
          Optional.empty(),
          description(all));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("is not a history: " + e.getMessage(), e);
    }
  }

  private static Optional<RunDescription> description(JsonObject all) {
    if (!all.has("begun")) {
      return Optional.empty();
    }
    return Optional.of(
        new RunDescription(
            Instant.parse(all.get("begun").getAsString()),
            GSON.fromJson(all.get("settings"), TEXTS),
            GSON.fromJson(all.get("versions"), TEXTS),
            List.of(GSON.fromJson(all.get("layers"), LayerSummary[].class))));
  }

  public static String of(History history) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("network", history.network());
    all.put("stopReason", history.stopReason());
    history.bestEpoch().ifPresent(epoch -> all.put("bestEpoch", epoch));
    history.description().ifPresent(description -> putDescription(all, description));
    all.put("epochs", history.epochs());
    history.evaluation().ifPresent(evaluation -> putEvaluation(all, evaluation));
    return GSON.toJson(all);
  }

  private static void putEvaluation(Map<String, Object> all, Evaluation evaluation) {
    all.put("scores", evaluation.scores());
    if (evaluation.hasClasses()) {
      all.put("confusion", PageData.counts(evaluation.confusion()));
      all.put("classNames", evaluation.classNames());
    }
  }

  /** Puts the parts of a description into an object that is to be written as JSON. */
  public static void putDescription(Map<String, Object> all, RunDescription description) {
    all.put("begun", description.begun().toString());
    all.put("settings", description.settings());
    all.put("versions", description.versions());
    all.put("layers", description.layers());
  }
}
