package org.netwright.runtime.internal.history;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.netwright.runtime.training.History;

/**
 * Histories as a page of curves. The page carries all code that it needs; most curves are drawn by
 * uPlot.
 */
public final class HistoryPage {
  private static final String PLOTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private HistoryPage() {}

  /** Returns the page of one run. */
  public static String of(History history) {
    return page(history.network() + ": training", Map.of(history.network(), history));
  }

  /**
   * Returns a page that compares runs.
   *
   * @param runs at least one, by name, in their order
   */
  public static String comparing(Map<String, History> runs) {
    return page("Training runs in comparison", runs);
  }

  private static String page(String title, Map<String, History> runs) {
    // The history comes last: what it says is not looked through for placeholders.
    return resource("page.html")
        .replace("{{title}}", escaped(title))
        .replace("{{plot style}}", resource(PLOTS + "uPlot.min.css"))
        .replace("{{style}}", resource("page.css"))
        .replace("{{plots}}", resource(PLOTS + "uPlot.iife.min.js"))
        .replace("{{charts}}", resource("charts.js"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{history}}", PageData.of(runs));
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
