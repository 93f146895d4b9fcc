package org.netwright.samples.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.ThreeWaySplit;

class ForecastSampleTest {
  private static final Series SERIES = new Series(26 * Series.WEEK, 5);
  private static final int TEST = 20 * Series.WEEK;

  @TempDir private Path folder;

  @Test
  void isBetterThanTheWeekBefore() throws IOException {
    ThreeWaySplit windows = ForecastSample.windows(SERIES, 18 * Series.WEEK, TEST);
    Path file = folder.resolve("load.safetensors");
    float[][] predicted;
    try (LoadNetTrainer trainer = LoadNetTrainer.builder().seed(1).build()) {
      ForecastSample.fit(trainer, windows).epochs(6).quiet().run();
      predicted = trainer.predict(windows.test()).toFloatMatrix();
      trainer.save(file);
    }
    double network = error((hour, ahead) -> predicted[hour + 1 - TEST][ahead - 1]);
    double week = error((hour, ahead) -> SERIES.load(hour + ahead - Series.WEEK));
    double best = error(SERIES::best);
    assertThat(network).isBetween(best, 0.8 * week);

    try (LoadNetModel model = LoadNetModel.load(file)) {
      float[][] online = ForecastSample.online(model, SERIES, TEST - ForecastSample.HISTORY);
      assertThat(online[TEST - 1]).containsExactly(predicted[0], within(1e-3f));
      assertThat(error((hour, ahead) -> online[hour][ahead - 1]))
          .isCloseTo(network, within(0.1 * network));
    }
  }

  @Test
  void noHourIsPredictedInTwoParts() {
    ThreeWaySplit windows = ForecastSample.windows(SERIES, 18 * Series.WEEK, TEST);
    int train = 18 * Series.WEEK - ForecastSample.HISTORY;
    assertThat(windows.train().size()).isEqualTo(train - ForecastSample.AHEAD + 1);
    assertThat(windows.train().y().slice(windows.train().size() - 1).getFloat(23))
        .isEqualTo(SERIES.load(18 * Series.WEEK - 1));
    assertThat(windows.validation().y().getFloat(0, 0)).isEqualTo(SERIES.load(18 * Series.WEEK));
    assertThat(windows.test().y().getFloat(0, 0)).isEqualTo(SERIES.load(TEST));
  }

  private static double error(ForecastSample.Forecast forecast) {
    return ForecastSample.error(SERIES, TEST, forecast, 1, ForecastSample.AHEAD);
  }
}
