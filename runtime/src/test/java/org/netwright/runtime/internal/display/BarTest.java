package org.netwright.runtime.internal.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicInteger width = new AtomicInteger(79);
  private final Screen screen =
      new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), width::get);

  @Test
  void aLineOfEachEpochStaysAndTheBarGoes() {
    try (Bar bar = bar(3, 0)) {
      for (int epoch = 1; epoch <= 3; epoch++) {
        bar.step(410, 0.25);
        awaitBar("410/410");
        bar.epoch(EpochLineTest.report(epoch, Map.of(), Map.of(), Map.of()));
      }
      bar.end("done after 3 epochs");
    }
    assertThat(lines())
        .containsExactly(
            "epoch 1/3  loss 0.2134  0.41 s, 1,000 examples/s",
            "epoch 2/3  loss 0.2134  0.41 s, 1,000 examples/s",
            "epoch 3/3  loss 0.2134  0.41 s, 1,000 examples/s",
            "done after 3 epochs");
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 40, 60, 79, 119})
  void theBarFitsTheTerminal(int columns) {
    width.set(columns);
    try (Bar bar = bar(25, 2)) {
      bar.step(205, 0.25);
      awaitBar("━|=");
      String drawn = lines().get(0);
      assertThat(drawn.length()).isLessThanOrEqualTo(columns);
      long full = drawn.chars().filter(c -> c == '━' || c == '=').count();
      long empty = drawn.chars().filter(c -> c == '─' || c == '-').count();
      assertThat(full + empty).isGreaterThanOrEqualTo(8);
      assertThat(full).isEqualTo((full + empty) / 2);
    }
    assertThat(lines()).isEmpty();
  }

  @Test
  void theBarShowsThatTheNetworkIsEvaluated() {
    try (Bar bar = bar(25, 0)) {
      bar.step(410, 0.25);
      bar.evaluating();
      awaitBar("410/410  loss 0.2500  evaluating");
    }
  }

  @Test
  void countsExamplesIfTheirNumberIsUnknown() {
    try (Bar bar = bar(25, 0, 0)) {
      bar.step(12_300, 0.25);
      awaitBar(" 1/25  12,300 examples  loss 0.2500");
    }
  }

  @Test
  void nothingIsDrawnBetweenEpochs() throws InterruptedException {
    try (Bar bar = bar(2, 0)) {
      bar.step(410, 0.25);
      bar.epoch(EpochLineTest.report(1, Map.of(), Map.of(), Map.of()));
      int before = written.size();
      Thread.sleep(300);
      assertThat(written.size()).isEqualTo(before);
    }
  }

  @Test
  void theLastEpochHasALineEvenIfTheRunEndsEarly() {
    try (Bar bar = new Bar(screen, "accuracy", new ChosenEpochs(100, 10), 0, 410)) {
      for (int epoch = 1; epoch <= 25; epoch++) {
        bar.step(410, 0.25);
        bar.epoch(EpochLineTest.report(epoch, Map.of(), Map.of(), Map.of()));
      }
      bar.end("stopped");
    }
    assertThat(lines().stream().map(line -> line.replaceAll("/.*", "").trim()))
        .containsExactly("epoch   1", "epoch  10", "epoch  20", "epoch  25", "stopped");
  }

  @Test
  void aLongSummaryIsBrokenBetweenNumbers() {
    width.set(40);
    try (Bar bar = bar(2, 0)) {
      bar.end(
          "done after 2 epochs; the parameters are those of epoch 2, validation loss 0.1267, f1 0.9");
    }
    assertThat(lines())
        .containsExactly(
            "done after 2 epochs;",
            "  the parameters are those of epoch 2,",
            "  validation loss 0.1267, f1 0.9");
  }

  @Test
  void theThreadThatTrainsNeverMeasuresTheTerminal() {
    Thread training = Thread.currentThread();
    AtomicInteger measurements = new AtomicInteger();
    AtomicInteger onTraining = new AtomicInteger();
    Screen counted =
        new Screen(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            () -> {
              measurements.incrementAndGet();
              if (Thread.currentThread() == training) {
                onTraining.incrementAndGet();
              }
              return 79;
            });
    long begin = System.nanoTime();
    try (Bar bar = new Bar(counted, "accuracy", new ChosenEpochs(200, 0), 0, 410)) {
      for (int epoch = 1; epoch <= 200; epoch++) {
        bar.step(410, 0.25);
        bar.epoch(EpochLineTest.report(epoch, Map.of(), Map.of(), Map.of()));
      }
      bar.end("done");
    }
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    assertThat(onTraining).hasValue(0);
    assertThat(measurements.get()).isBetween(1, 1 + (int) seconds);
    assertThat(lines()).hasSize(201);
  }

  @Test
  void aTerminalThatCannotBeMeasuredHasTheUsualWidth() {
    Screen unknown =
        new Screen(
            new PrintStream(written, true, StandardCharsets.UTF_8),
            () -> {
              throw new IOError(new IOException("no stty"));
            });
    Thread.currentThread().interrupt();
    try (Bar bar = new Bar(unknown, "accuracy", new ChosenEpochs(100, 0), 0, 410)) {
      bar.step(410, 0.25);
      bar.epoch(EpochLineTest.report(1, Map.of(), EpochLineTest.scores(0.231, 0.93123), Map.of()));
    } finally {
      // Displays leave the interrupt to the loop that looks for it.
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0)).contains("accuracy 0.9312").hasSizeLessThanOrEqualTo(79);
  }

  private Bar bar(int epochs, int done) {
    return bar(epochs, done, 410);
  }

  private Bar bar(int epochs, int done, long examples) {
    return new Bar(screen, "accuracy", new ChosenEpochs(epochs, 0), done, examples);
  }

  /** The bar is drawn by a thread of its own, for the first time perhaps before a step. */
  private void awaitBar(String pattern) {
    Predicate<String> shows = Pattern.compile(pattern).asPredicate();
    long end = System.nanoTime() + 10_000_000_000L;
    while (lines().stream().noneMatch(shows)) {
      assertThat(System.nanoTime()).as(() -> "no '" + pattern + "' in " + lines()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /** Returns what a terminal would show. */
  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line : written.toString(StandardCharsets.UTF_8).split("\\R(?<!\\r)", -1)) {
      StringBuilder shown = new StringBuilder();
      for (String text : line.split("\\r", -1)) {
        shown.replace(0, Math.min(text.length(), shown.length()), text);
      }
      if (!shown.toString().isBlank()) {
        lines.add(shown.toString().stripTrailing());
      }
    }
    return lines;
  }
}
