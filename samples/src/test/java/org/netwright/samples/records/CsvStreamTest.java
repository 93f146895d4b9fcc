package org.netwright.samples.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.runtime.data.Data;
import org.netwright.runtime.data.DataStream;
import org.netwright.runtime.metrics.Evaluation;

/** Training on the lines of a CSV file, which are read as records in each epoch. */
class CsvStreamTest {
  @TempDir private Path folder;

  record Line(LoginNet.Login login, boolean fraud) {}

  private Path logins() throws IOException {
    StringBuilder text = new StringBuilder("attempts;country;fraud\n");
    for (int i = 0; i < 200; i++) {
      text.append(i % 10).append(i % 2 == 0 ? ";FR;false\n" : ";-;true\n");
    }
    return Files.writeString(folder.resolve("logins.csv"), text);
  }

  @Test
  void trainsAsOnTheListOfTheLines() throws IOException {
    var csv = Data.csv(logins()).separator(';').literal("-");
    DataStream stream = csv.stream(Line.class, Line::login, Line::fraud);
    List<Line> lines = csv.records(Line.class);
    try (LoginNetTrainer streamed = LoginNetTrainer.builder().seed(1).learningRate(0.1).build();
        LoginNetTrainer listed = LoginNetTrainer.builder().seed(1).learningRate(0.1).build()) {
      Data list = Data.of(lines, Line::login, Line::fraud);
      streamed.fit(stream).epochs(20).validate(stream).quiet().run();
      listed.fit(list).inOrder().epochs(20).validate(list).quiet().run();
      for (Line line : lines.subList(0, 20)) {
        assertThat(streamed.probability(line.login())).isEqualTo(listed.probability(line.login()));
      }
      Evaluation evaluation = streamed.evaluate(stream);
      assertThat(evaluation.accuracy()).isEqualTo(1);
      assertThat(evaluation.dataLoss()).isEqualTo(listed.evaluate(list).dataLoss());
    }
  }

  @Test
  void aShuffledRunThatWasInterruptedEndsWithTheSameBits() throws IOException {
    DataStream stream =
        Data.csv(logins()).separator(';').literal("-").stream(Line.class, Line::login, Line::fraud)
            .shuffled(50, 7);
    Path run = folder.resolve("run");
    try (LoginNetTrainer whole = LoginNetTrainer.builder().seed(1).build();
        LoginNetTrainer first = LoginNetTrainer.builder().seed(1).build();
        LoginNetTrainer second = LoginNetTrainer.builder().seed(2).build()) {
      whole.fit(stream).epochs(4).quiet().run();
      first.fit(stream).epochs(2).checkpoints(run).quiet().run();
      second.fit(stream).epochs(4).checkpoints(run).resume().quiet().run();
      LoginNet.Login one = new LoginNet.Login(3, "FR");
      assertThat(second.probability(one))
          .isEqualTo(whole.probability(one))
          .isNotEqualTo(first.probability(one));
    }
  }
}
