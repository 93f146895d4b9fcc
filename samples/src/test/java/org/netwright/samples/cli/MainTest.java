package org.netwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  @TempDir private Path folder;

  /** What a command came to. */
  private record Result(int code, String output) {}

  @Test
  void trainsEvaluatesPredictsAndReports() throws IOException {
    Result trained = run("train", "diabetes", "--epochs", "20", "--seed", "3");
    assertThat(trained.output())
        .contains(
            "epoch 20/20, loss ",
            "On the test examples: loss ",
            "Model: " + folder.resolve("model.safetensors"),
            "Curves: " + folder.resolve("training.html"));
    assertThat(trained.code()).isZero();

    Result evaluated = run("evaluate", "diabetes");
    assertThat(evaluated.output()).startsWith("loss ").contains(", r2 0.");

    Result predicted =
        run(
            "predict",
            "diabetes",
            "59.0",
            "2.0",
            "32.1",
            "101.0",
            "157.0",
            "93.2",
            "38.0",
            "4.0",
            "4.8598",
            "87.0");
    assertThat(predicted.output()).matches("\\d+\\.\\d+\\R");

    Path csv = folder.resolve("patients.csv");
    Files.writeString(
        csv,
        """
        bmi,age,sex,bp,s1,s2,s3,s4,s5,s6
        32.1,59.0,2.0,101.0,157.0,93.2,38.0,4.0,4.8598,87.0
        32.1,59.0,2.0,101.0,157.0,93.2,38.0,4.0,4.8598,87.0
        """);
    Result table = run("predict", "diabetes", "--csv", csv.toString());
    assertThat(table.output()).isEqualTo(predicted.output().repeat(2));

    Result reported = run("report", "diabetes");
    assertThat(reported.output()).startsWith("epoch 20/20, ");
    assertThat(folder.resolve("training.html")).content().contains("residuals");
    assertThat(Files.readAllLines(folder.resolve("history.csv"))).hasSize(21);
  }

  @Test
  void namesClasses() {
    assertThat(run("train", "digits", "--epochs", "2", "--batch-size", "64").code()).isZero();
    List<String> arguments = new ArrayList<>(List.of("predict", "digits"));
    for (int i = 0; i < 64; i++) {
      arguments.add("0");
    }
    assertThat(run(arguments.toArray(String[]::new)).output()).matches("\\d \\(\\d+\\.\\d %\\)\\R");
  }

  @Test
  void printsLabelsWhereTheDataHasNumbers() {
    assertThat(run("train", "breast-cancer", "--epochs", "2").code()).isZero();
    List<String> arguments = new ArrayList<>(List.of("predict", "breast-cancer"));
    for (int i = 0; i < 30; i++) {
      arguments.add("1");
    }
    assertThat(run(arguments.toArray(String[]::new)).output())
        .matches("(benign|malignant) \\(\\d+\\.\\d %\\)\\R");
  }

  @Test
  void showsTrainingScoresIfAskedTo() {
    assertThat(run("train", "diabetes", "--epochs", "1", "--training-scores").output())
        .contains(", training loss ");
  }

  @Test
  void aWrongArgumentShowsTheErrorFirstAndOneLineOfUsage() {
    assertUsage(
        "Invalid value for positional parameter at index 0 (SAMPLE): there is no sample named"
            + " 'digit'; the samples are [digits, breast-cancer, diabetes, fashion, fashion-dense]",
        "Usage: samples/run train [OPTIONS] SAMPLE (details: samples/run train --help)",
        "train",
        "digit");
    assertUsage(
        "Invalid value for option '--epochs': 'x' is not an int",
        "Usage: samples/run train [OPTIONS] SAMPLE (details: samples/run train --help)",
        "train",
        "digits",
        "--epochs",
        "x");
    assertUsage(
        "expected a command: train, evaluate, predict or report",
        "Usage: samples/run [OPTIONS] [COMMAND] (details: samples/run --help)");
    assertUsage(
        "expected either the numbers of one example, or --csv FILE",
        "Usage: samples/run predict [OPTIONS] SAMPLE [NUMBER...]"
            + " (details: samples/run predict --help)",
        "predict",
        "diabetes");
  }

  @Test
  void aCommandThatIsNotPossibleShowsOneLine() {
    for (String command : List.of("evaluate", "report")) {
      String what = command.equals("report") ? "history" : "model";
      String file = what.equals("history") ? "history.json" : "model.safetensors";
      assertWrong(
          "there is no %s at %s; to train one: samples/run train digits --folder %s"
              .formatted(what, folder.resolve(file), folder),
          command,
          "digits");
    }
    assertWrong("epochs must be at least 1, got 0", "train", "digits", "--epochs", "0");
    assertWrong(
        "expected a folder with the four files of Fashion-MNIST",
        "train",
        "fashion",
        "--data",
        folder.resolve("nowhere").toString());
    assertThat(run("train", "diabetes", "--epochs", "1").code()).isZero();
    assertWrong("measurements: expected row of length 10, got 2", "predict", "diabetes", "1", "2");
    assertWrong("belongs to the network DiabetesNet, not DigitsNet", "evaluate", "digits");
    Path table = folder.resolve("nowhere.csv");
    assertWrong(
        table + ": there is no such file", "predict", "diabetes", "--csv", table.toString());
  }

  @Test
  void aTrainingRunThatFailsHasAnotherExitCode() {
    Result result = run("train", "diabetes", "--learning-rate", "1e30");
    assertThat(result.output()).contains("the loss is ").doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void helpListsCommandsAndOptions() {
    assertThat(run("--help").output())
        .contains("train", "evaluate", "predict", "report", "recognises handwritten digits");
    assertThat(run("train", "--help").output())
        .contains("Example: samples/run train digits", "--learning-rate", "default: 1");
    assertThat(run("--version").output()).startsWith("Netwright ");
  }

  private void assertUsage(String error, String usage, String... arguments) {
    Result result = run(arguments);
    assertThat(result.output().lines()).containsExactly(error, usage);
    assertThat(result.code()).isEqualTo(2);
  }

  private void assertWrong(String message, String... arguments) {
    Result result = run(arguments);
    assertThat(result.output().lines()).hasSize(1).first().asString().contains(message);
    assertThat(result.output()).doesNotContain("\tat ", "Exception");
    assertThat(result.code()).isEqualTo(2);
  }

  private Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (arguments.length > 1 && !arguments[1].startsWith("-")) {
      all.add(2, "--folder");
      all.add(3, folder.toString());
    }
    StringWriter errors = new StringWriter();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      CommandLine commandLine = Main.commandLine();
      commandLine.setErr(new PrintWriter(errors, true));
      commandLine.setOut(new PrintWriter(output, true, StandardCharsets.UTF_8));
      int code = commandLine.execute(all.toArray(String[]::new));
      return new Result(code, output.toString(StandardCharsets.UTF_8) + errors);
    } finally {
      System.setOut(standard);
    }
  }
}
