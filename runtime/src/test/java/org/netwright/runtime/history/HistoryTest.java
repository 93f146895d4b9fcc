package org.netwright.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
              "validation loss",
              "validation accuracy",
              "hidden weight norm",
              "hidden gradient norm",
              "hidden sparsity");
      assertThat(lines.get(1).getFields())
          .containsExactly(
              "2", "20", "100", "0.5", "0.1", "0.375", "0.75", "0.5", "0.25", "0.625", "NaN", "1.5",
              "2.5", "0.125");
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
    assertThat(History.readJson(file).withEvaluation(CLASSES)).isEqualTo(history(CLASSES));
    Files.writeString(file, "{\"network\":1}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.readJson(file))
        .withMessageStartingWith(file + ": is not a history: ");
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
        .doesNotContain("{{", "src=", "<link", "@import", "url(")
        .contains("<title>A&lt;B: training</title>", "uPlot");
    JsonObject data = data(page);
    assertThat(data.getAsJsonArray("epochs")).hasSize(2);
    assertThat(data.getAsJsonArray("confusion").toString()).isEqualTo("[[1,0],[1,1]]");
    assertThat(data.getAsJsonArray("classNames").get(1).getAsString()).isEqualTo("</script>");
    assertThat(data.has("residuals")).isFalse();
    assertThat(
            data.getAsJsonArray("epochs")
                .get(1)
                .getAsJsonObject()
                .getAsJsonObject("validation")
                .get("accuracy")
                .isJsonNull())
        .isTrue();
  }

  @Test
  void ofValuesThePageHasResiduals() throws IOException {
    JsonObject data = data(page(VALUES));
    assertThat(data.getAsJsonArray("residuals").toString())
        .isEqualTo("[[1.0,0.0],[2.5,-0.5],[3.0,1.0]]");
    assertThat(data.has("confusion")).isFalse();
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

  private static JsonObject data(String page) {
    Matcher json =
        Pattern.compile("<script id=\"history\"[^>]*>(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(json.find()).isTrue();
    return JsonParser.parseString(json.group(1)).getAsJsonObject();
  }

  private static History history(Evaluation evaluation) {
    return new History(
        "A<B",
        List.of(epoch(1, 0.5), epoch(2, Double.NaN)),
        Optional.of(1),
        StopReason.ALL_EPOCHS,
        Optional.of(evaluation));
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
        List.of(new LayerReport("hidden", 1.5, 2.5, 0.125)));
  }

  private static Map<String, Double> numbers(
      String one, double first, String other, double second) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put(one, first);
    numbers.put(other, second);
    return numbers;
  }
}
