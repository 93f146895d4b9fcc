package org.netwright.runtime.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
