package org.netwright.samples.selection;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots coefficients against the strength of their penalty. */
final class RegularizationPath {
  /** The number of curves with a colour and a name; the others are grey. */
  private static final int NAMED = 10;

  private RegularizationPath() {}

  /**
   * Draws a curve for each feature.
   *
   * @param names the names of the features
   * @param points the coefficients for each strength
   * @param file the PNG to write; its folder is created if it does not exist
   */
  static void draw(List<String> names, List<Selection> points, Path file) {
    // Opens no window, so that no display is needed.
    System.setProperty("java.awt.headless", "true");
    XYChart chart =
        new XYChartBuilder()
            .width(1000)
            .height(700)
            .title("Breast cancer: logistic regression with L1")
            .xAxisTitle("strength λ")
            .yAxisTitle("coefficient")
            .build();
    chart.getStyler().setXAxisLogarithmic(true);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    double[] strengths = points.stream().mapToDouble(Selection::strength).toArray();
    List<Integer> lasting = byStrengthSurvived(names.size(), points);
    for (int feature : lasting) {
      double[] curve = points.stream().mapToDouble(p -> p.coefficients().get(feature)).toArray();
      XYSeries series = chart.addSeries(names.get(feature), strengths, curve);
      series.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.SOLID);
      if (lasting.indexOf(feature) >= NAMED) {
        series.setLineColor(Color.LIGHT_GRAY).setShowInLegend(false);
      }
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the indices of the features; those that survive the strongest penalty come first. */
  private static List<Integer> byStrengthSurvived(int features, List<Selection> points) {
    return IntStream.range(0, features)
        .boxed()
        .sorted(Comparator.comparingDouble(feature -> -strongest(feature, points)))
        .toList();
  }

  private static double strongest(int feature, List<Selection> points) {
    return points.stream()
        .filter(point -> point.coefficients().get(feature) != 0)
        .mapToDouble(Selection::strength)
        .max()
        .orElse(0);
  }
}
