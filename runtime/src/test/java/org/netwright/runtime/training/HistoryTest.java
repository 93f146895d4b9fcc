package org.netwright.runtime.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.internal.history.HistoryJson;
import org.netwright.runtime.internal.history.HistoryPage;
import org.netwright.runtime.internal.history.Picture;
import org.netwright.runtime.internal.history.RunPictures;
import org.netwright.runtime.metrics.Evaluation;

class HistoryTest {
  private static final Evaluation CLASSES =
      Evaluation.ofClasses(
          0.5,
          new int[] {0, 1, 1},
          new double[] {0.9, 0.1, 0.2, 0.8, 0.7, 0.3},
          2,
          List.of("no", "</script>"));
  private static final Evaluation VALUES =
      Evaluation.ofValues(0.5, new double[] {1, 2, 4}, new double[] {1, 2.5, 3}, 1);

  @TempDir private Path folder;

  @Test
  void csvHasAColumnForEachNumber() throws IOException {
    Path file = folder.resolve("history.csv");
    history(CLASSES).writeCsv(file);
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      List<NamedCsvRecord> lines = csv.stream().toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0).getHeader())
          .containsExactly(
              "epoch",
              "steps",
              "examples",
              "seconds",
              "learning rate",
              "data loss",
              "penalty",
              "penalty hidden.l1",
              "penalty hidden.l2",
              "training accuracy",
              "validation loss",
              "validation accuracy",
              "hidden weight norm",
              "hidden gradient norm",
              "hidden sparsity");
      assertThat(lines.get(1).getFields())
          .containsExactly(
              "2", "20", "100", "0.5", "0.1", "0.375", "0.75", "0.5", "0.25", "0.75", "0.625",
              "NaN", "1.5", "2.5", "0.125");
    }
  }

  @Test
  void jsonHasEverything() throws IOException {
    Path file = folder.resolve("history.json");
    history(CLASSES).writeJson(file);
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(json.get("network").getAsString()).isEqualTo("A<B");
    assertThat(json.get("bestEpoch").getAsInt()).isEqualTo(1);
    assertThat(json.getAsJsonArray("epochs")).hasSize(2);
    assertThat(json.getAsJsonObject("scores").get("loss").getAsDouble()).isEqualTo(0.5);
    assertThat(json.getAsJsonArray("confusion").toString()).isEqualTo("[[1,0],[1,1]]");
    assertThat(json.getAsJsonArray("classNames").get(0).getAsString()).isEqualTo("no");
    assertThat(History.readJson(file).withEvaluation(CLASSES)).isEqualTo(history(CLASSES));
    assertThat(json.getAsJsonObject("settings").get("batch size").getAsString()).isEqualTo("32");
    Files.writeString(file, "{\"network\":1}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.readJson(file))
        .withMessageStartingWith(file + ": is not a history: ");
  }

  @Test
  void readsWhatEarlierVersionsHaveWritten() throws IOException {
    Path file = folder.resolve("history.json");
    Files.writeString(
        file,
        """
        {"network":"Net","stopReason":"ALL_EPOCHS","bestEpoch":1,"epochs":[{"epoch":1,"steps":2,
        "examples":3,"seconds":0.5,"dataLoss":0.25,"penalties":{},"learningRate":0.1,
        "validation":{"loss":NaN},"layers":[]}],"scores":{"loss":0.5}}
        """);
    History history = History.readJson(file);
    assertThat(history.description()).isEmpty();
    assertThat(history.last().training()).isEmpty();
    assertThat(history.last().validation()).containsEntry("loss", Double.NaN);
    history.writePage(folder.resolve("page.html"));
  }

  @Test
  void epochsAreReadAsTheyWereWritten() {
    List<EpochReport> epochs = history(CLASSES).epochs();
    assertThat(HistoryJson.epochs(HistoryJson.of(epochs))).isEqualTo(epochs);
    for (String bad : List.of("", "{}", "[1]", "[{}]", "[null]", "[{\"epoch\":\"x\"}]")) {
      assertThatIllegalArgumentException().isThrownBy(() -> HistoryJson.epochs(bad));
    }
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String page = page(CLASSES);
    assertThat(page)
        .doesNotContain("{{", " src=", "<link", "@import", "url(", "fetch(", "XMLHttpRequest")
        .contains("<title>A&lt;B: training</title>", "uPlot");
    JsonObject run = run(page, 0);
    assertThat(run.getAsJsonArray("epochs")).hasSize(2);
    assertThat(run.getAsJsonArray("confusion").toString()).isEqualTo("[[1,0],[1,1]]");
    assertThat(run.getAsJsonArray("classNames").get(1).getAsString()).isEqualTo("</script>");
    assertThat(run.has("residuals")).isFalse();
    JsonObject last = run.getAsJsonArray("epochs").get(1).getAsJsonObject();
    assertThat(last.getAsJsonObject("validation").get("accuracy").isJsonNull()).isTrue();
    assertThat(last.getAsJsonObject("training").get("accuracy").getAsDouble()).isEqualTo(0.75);
  }

  @Test
  void forClassesThePageHasRankingCurves() throws IOException {
    JsonObject run = run(page(CLASSES), 0);
    assertThat(run.getAsJsonArray("roc")).hasSize(3);
    JsonObject pooled = run.getAsJsonArray("roc").get(0).getAsJsonObject();
    assertThat(pooled.get("pooled").getAsBoolean()).isTrue();
    // Of the actual classes 0.9, 0.8 and 0.3, of the others 0.7, 0.2 and 0.1: 8 of 9 pairs.
    assertThat(pooled.get("area").getAsDouble()).isCloseTo(8 / 9.0, within(1e-12));
    JsonObject roc = run.getAsJsonArray("roc").get(2).getAsJsonObject();
    assertThat(roc.get("name").getAsString()).isEqualTo("</script>");
    assertThat(roc.get("area").getAsDouble()).isEqualTo(1);
    assertThat(roc.get("points").toString()).isEqualTo("[[0.0,0.0],[0.0,1.0],[1.0,1.0]]");
    JsonObject precision = run.getAsJsonArray("precisionRecall").get(2).getAsJsonObject();
    assertThat(precision.get("points").toString()).isEqualTo("[[0.0,1.0],[0.5,1.0],[1.0,1.0]]");
    assertThat(run.get("omittedCurves").getAsInt()).isZero();
  }

  @Test
  void aYesOrNoAnswerHasOneCurveNamedAfterTheYes() throws IOException {
    Evaluation answers =
        Evaluation.ofBinary(
            0.5,
            new double[] {0, 1, 1},
            new double[] {0.5, 0.4, 0.9},
            List.of("benign", "malignant"));
    JsonObject run = run(page(answers), 0);
    assertThat(run.getAsJsonArray("roc")).hasSize(1);
    JsonObject roc = run.getAsJsonArray("roc").get(0).getAsJsonObject();
    assertThat(roc.get("name").getAsString()).isEqualTo("malignant");
    assertThat(roc.get("area").getAsDouble()).isEqualTo(0.5);
  }

  @Test
  void thresholdsAreMarkedOnTheCurvesOfTheYes() throws IOException {
    double[] actual = {0, 0, 1, 0, 1, 1};
    double[] yes = {0.125, 0.25, 0.375, 0.4, 0.75, 0.875};
    double[] both = new double[12];
    int[] classes = new int[6];
    for (int i = 0; i < 6; i++) {
      both[2 * i] = 1 - yes[i];
      both[2 * i + 1] = yes[i];
      classes[i] = (int) actual[i];
    }
    Evaluation answers = Evaluation.ofBinary(0.5, actual, yes, List.of());
    Evaluation two = Evaluation.ofClasses(0.5, classes, both, 2, List.of());
    for (Evaluation evaluation : List.of(answers, two)) {
      JsonObject run = run(page(evaluation), 0);
      int last = run.getAsJsonArray("roc").size() - 1;
      assertThat(marks(run, "roc", last))
          .isEqualTo(
              "[{\"threshold\":0.5,\"best\":false,\"x\":0.0,\"y\":0.6666666666666666},"
                  + "{\"threshold\":0.3125,\"best\":true,\"x\":0.3333333333333333,\"y\":1.0}]");
      assertThat(marks(run, "precisionRecall", last))
          .isEqualTo(
              "[{\"threshold\":0.5,\"best\":false,\"x\":0.6666666666666666,\"y\":1.0},"
                  + "{\"threshold\":0.3125,\"best\":true,\"x\":1.0,\"y\":0.75}]");
      for (int other = 0; other < last; other++) {
        assertThat(marks(run, "roc", other)).isEqualTo("[]");
      }
    }
    assertThat(
            run(page(Evaluation.ofBinary(0.5, new double[3], yes(0.2, 0.3, 0.4), List.of())), 0)
                .getAsJsonArray("roc"))
        .isEmpty();
  }

  private static double[] yes(double... probabilities) {
    return probabilities;
  }

  private static String marks(JsonObject run, String curves, int index) {
    return run.getAsJsonArray(curves).get(index).getAsJsonObject().get("marks").toString();
  }

  @Test
  void curvesOfTiesAreStraight() throws IOException {
    // All examples have one probability, so that no threshold separates them.
    double[] same = {0.5, 0.5, 0.5, 0.5};
    JsonObject run =
        run(page(Evaluation.ofBinary(0.5, new double[] {0, 1, 1, 1}, same, List.of())), 0);
    JsonObject roc = run.getAsJsonArray("roc").get(0).getAsJsonObject();
    assertThat(roc.get("points").toString()).isEqualTo("[[0.0,0.0],[1.0,1.0]]");
    assertThat(roc.get("area").getAsDouble()).isEqualTo(0.5);
    JsonObject precision = run.getAsJsonArray("precisionRecall").get(0).getAsJsonObject();
    assertThat(precision.get("points").toString()).isEqualTo("[[0.0,1.0],[1.0,0.75]]");
    assertThat(precision.get("area").getAsDouble()).isEqualTo(0.75);
    // At ½ no example is a yes, and there is no precision to mark.
    assertThat(marks(run, "precisionRecall", 0)).doesNotContain("false");
  }

  @Test
  void withManyClassesTheWorstHaveCurves() throws IOException {
    int classes = 12;
    int[] actual = new int[4 * classes];
    double[] probabilities = new double[actual.length * classes];
    for (int row = 0; row < actual.length; row++) {
      actual[row] = row % classes;
      // Class 3 is found in none of its examples.
      int predicted = actual[row] == 3 ? 4 : actual[row];
      probabilities[row * classes + predicted] = 1;
    }
    JsonObject run =
        run(page(Evaluation.ofClasses(0.5, actual, probabilities, classes, List.of())), 0);
    assertThat(run.getAsJsonArray("roc")).hasSize(8);
    assertThat(run.getAsJsonArray("roc").get(1).getAsJsonObject().get("name").getAsString())
        .isEqualTo("3");
    assertThat(run.get("omittedCurves").getAsInt()).isEqualTo(5);
  }

  @Test
  void withVeryManyClassesTheMostFrequentConfusionsAreListed() throws IOException {
    int classes = 50;
    int[] actual = {7, 7, 8, 9};
    double[] probabilities = new double[4 * classes];
    int[] predicted = {3, 3, 3, 9};
    for (int row = 0; row < 4; row++) {
      probabilities[row * classes + predicted[row]] = 1;
    }
    JsonObject run =
        run(page(Evaluation.ofClasses(0.5, actual, probabilities, classes, List.of())), 0);
    assertThat(run.has("confusion")).isFalse();
    assertThat(run.getAsJsonArray("confusions").toString()).isEqualTo("[[7,3,2],[8,3,1]]");
  }

  @Test
  void aClassWithoutExamplesHasNoCurve() throws IOException {
    Evaluation oneClass =
        Evaluation.ofClasses(0.5, new int[] {0, 0}, new double[] {1, 0, 1, 0}, 2, List.of());
    assertThat(run(page(oneClass), 0).getAsJsonArray("roc")).isEmpty();
  }

  @Test
  void forValuesThePageHasResiduals() throws IOException {
    JsonObject run = run(page(VALUES), 0);
    assertThat(run.getAsJsonArray("residuals").toString())
        .isEqualTo("[[1.0,0.0],[2.5,-0.5],[3.0,1.0]]");
    assertThat(run.has("confusion")).isFalse();
    assertThat(run.has("roc")).isFalse();
  }

  @Test
  void thePageDescribesTheRun() throws IOException {
    JsonObject run = run(page(CLASSES), 0);
    assertThat(run.get("begun").getAsString()).isEqualTo("2026-11-25T09:00:00Z");
    assertThat(run.getAsJsonObject("settings").get("batch size").getAsString()).isEqualTo("32");
    assertThat(run.getAsJsonObject("versions").get("Java").getAsString()).isEqualTo("17");
    assertThat(run.getAsJsonArray("layers").get(0).getAsJsonObject().get("weight").getAsString())
        .isEqualTo("64 × 128");
  }

  @Test
  void ofARunWithImagesThePageHasPictures() throws IOException {
    Path file = folder.resolve("page.html");
    History history = pictures(null).keepFor(history(CLASSES));
    history.writePage(file);
    String text = Files.readString(file);
    assertThat(text).doesNotContain("{{", " src=", "<link", "@import", "url(", "fetch(");
    JsonObject pictures = run(text, 0).getAsJsonObject("pictures");
    JsonObject filters = pictures.getAsJsonObject("filters");
    assertThat(filters.get("layer").getAsString()).isEqualTo("edges");
    assertThat(filters.get("weight").getAsString()).isEqualTo("2 × 1 × 1 × 2");
    assertThat(filters.get("omitted").getAsInt()).isEqualTo(1);
    assertThat(filters.getAsJsonArray("pictures")).hasSize(1);
    JsonObject mistakes = pictures.getAsJsonObject("mistakes");
    assertThat(mistakes.get("wrong").getAsLong()).isEqualTo(3);
    JsonObject worst = mistakes.getAsJsonArray("worst").get(0).getAsJsonObject();
    assertThat(worst.get("actual").getAsString()).isEqualTo("</script>");
    assertThat(worst.get("predicted").getAsString()).isEqualTo("no");
    assertThat(worst.get("probability").getAsDouble()).isEqualTo(0.75);
    assertThat(worst.getAsJsonObject("picture").get("png").getAsString())
        .isEqualTo(Picture.ofPixels(1, 1, 2, 0, 1).png());
    // Another evaluation does not change what the run has seen.
    history.withEvaluation(CLASSES).writePage(file);
    assertThat(run(Files.readString(file), 0).get("pictures")).isEqualTo(pictures);
  }

  @Test
  void picturesBelongToOneHistory() throws IOException {
    History history = pictures(null).keepFor(history(CLASSES));
    Path file = folder.resolve("history.json");
    history.writeJson(file);
    assertThat(Files.readString(file)).doesNotContain("pictures", "edges");
    History read = History.readJson(file).withEvaluation(CLASSES);
    assertThat(read).isEqualTo(history);
    assertThat(RunPictures.of(read)).isEmpty();
    assertThat(RunPictures.of(history)).contains(pictures(null));
    assertThat(run(page(CLASSES), 0).has("pictures")).isFalse();
  }

  @Test
  void picturesDoNotKeepAHistory() throws InterruptedException {
    WeakReference<History> gone = new WeakReference<>(pictures(null).keepFor(history(CLASSES)));
    for (int i = 0; i < 100 && !gone.refersTo(null); i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(gone.refersTo(null)).isTrue();
  }

  @Test
  void thePageSaysWhyThereAreNoPictures() throws IOException {
    Path file = folder.resolve("page.html");
    pictures("the disk </script> is gone").keepFor(history(CLASSES)).writePage(file);
    JsonObject pictures = run(Files.readString(file), 0).getAsJsonObject("pictures");
    assertThat(pictures.get("problem").getAsString()).isEqualTo("the disk </script> is gone");
  }

  private static RunPictures pictures(@Nullable String problem) {
    Picture picture = Picture.ofPixels(1, 1, 2, 0, 1);
    return new RunPictures(
        new RunPictures.Filters("edges", "2 × 1 × 1 × 2", List.of(picture), 1),
        problem != null
            ? null
            : new RunPictures.Mistakes(
                null,
                3,
                20,
                List.of(new RunPictures.Mistake(picture, "</script>", "no", 0.75, 0.25))),
        problem);
  }

  @Test
  void runsAreComparedInTheirOrder() throws IOException {
    Path file = folder.resolve("comparison.html");
    Map<String, History> runs = new LinkedHashMap<>();
    runs.put("weak </script>", pictures(null).keepFor(history(CLASSES)));
    runs.put("strong", history(VALUES));
    History.writeComparison(file, runs);
    String page = Files.readString(file);
    assertThat(page).contains("<title>Training runs in comparison</title>");
    assertThat(run(page, 0).get("name").getAsString()).isEqualTo("weak </script>");
    assertThat(run(page, 1).get("name").getAsString()).isEqualTo("strong");
    assertThat(run(page, 0).has("pictures")).isFalse();
  }

  @Test
  void oneRunIsNotAComparison() {
    Path file = folder.resolve("comparison.html");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.writeComparison(file, Map.of("only", history(CLASSES))))
        .withMessage(
            "expected at least two runs to compare, got 1; writePage writes the page of a single"
                + " run");
    assertThat(file).doesNotExist();
  }

  @Test
  void withoutAnEpochThereIsNoLast() {
    History empty =
        new History("Net", List.of(), Optional.empty(), StopReason.INTERRUPTED, Optional.empty());
    assertThatIllegalStateException().isThrownBy(empty::last).withMessage("no epoch was completed");
    assertThat(HistoryPage.of(empty)).contains("INTERRUPTED");
  }

  private String page(Evaluation evaluation) throws IOException {
    Path file = folder.resolve("page.html");
    history(evaluation).writePage(file);
    return Files.readString(file);
  }

  private static JsonObject run(String page, int index) {
    Matcher json =
        Pattern.compile("<script id=\"history\"[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(json.find()).isTrue();
    JsonObject data = JsonParser.parseString(json.group(1)).getAsJsonObject();
    return data.getAsJsonArray("runs").get(index).getAsJsonObject();
  }

  private static History history(Evaluation evaluation) {
    return new History(
        "A<B",
        List.of(epoch(1, 0.5), epoch(2, Double.NaN)),
        Optional.of(1),
        StopReason.ALL_EPOCHS,
        Optional.of(evaluation),
        Optional.of(
            new RunDescription(
                Instant.parse("2026-11-25T09:00:00Z"),
                Map.of("batch size", "32"),
                Map.of("Java", "17"),
                List.of(new LayerSummary("hidden", "linear, relu", "64 × 128", 8320, "l1 0.01")))));
  }

  private static EpochReport epoch(int number, double accuracy) {
    return new EpochReport(
        number,
        10L * number,
        100,
        0.5,
        0.375,
        numbers("hidden.l1", 0.5, "hidden.l2", 0.25),
        0.1,
        numbers("loss", 0.625, "accuracy", accuracy),
        List.of(new LayerReport("hidden", 1.5, 2.5, 0.125)),
        Map.of("accuracy", 0.75));
  }

  private static Map<String, Double> numbers(
      String one, double first, String other, double second) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(one, first);
    numbers.put(other, second);
    return numbers;
  }
}
