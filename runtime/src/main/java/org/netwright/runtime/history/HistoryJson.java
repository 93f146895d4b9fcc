package org.netwright.runtime.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Histories as JSON. */
public final class HistoryJson {
  /**
   * Scores may be NaN, which strict JSON cannot say; JavaScript and Python read it all the same.
   */
  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  private HistoryJson() {}

  /** Returns epochs as a JSON array, which {@link #epochs} reads. */
  public static String of(List<EpochReport> epochs) {
    return GSON.toJson(epochs);
  }

  /**
   * Reads what {@link #of(List)} has written.
   *
   * @throws IllegalArgumentException if the text is anything else
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

  static History history(String json) {
    try {
      JsonObject all = JsonParser.parseString(json).getAsJsonObject();
      JsonElement best = all.get("bestEpoch");
      return new History(
          all.get("network").getAsString(),
          epochs(all.get("epochs").toString()),
          best == null ? Optional.empty() : Optional.of(best.getAsInt()),
          StopReason.valueOf(all.get("stopReason").getAsString()),
          Optional.empty());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("is no history: " + e.getMessage(), e);
    }
  }

  static String of(History history) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("network", history.network());
    all.put("stopReason", history.stopReason());
    history.bestEpoch().ifPresent(epoch -> all.put("bestEpoch", epoch));
    all.put("epochs", history.epochs());
    history.evaluation().ifPresent(evaluation -> all.put("scores", evaluation.scores()));
    return GSON.toJson(all);
  }
}
