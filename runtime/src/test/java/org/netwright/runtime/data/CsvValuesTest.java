package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which fields are values, and the advice about fields that are not. */
class CsvValuesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"1d", "1f", "0x1p3", "Infinity", "-Infinity", "+", ".", "1e", "1e999", "1 2", "١"})
  void onlyDecimalNumbersAreNumbers(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file("x,y\n" + field + ",1\n")).target("y").read())
        .withMessageContaining("line 2, column x: expected a number, got \"" + field + "\"");
  }

  @Test
  void readsDecimalNumbersInAllForms() throws IOException {
    Data data = Data.csv(file("x,y\n-1.5e-3,+2\n.5,1E2\n3.,-0\n")).target("y").read();
    assertThat(data.x().toDoubleVector()).containsExactly(-1.5e-3, 0.5, 3);
    assertThat(data.y().toDoubleVector()).containsExactly(2, 100, -0.0);
    Data commas =
        Data.csv(file("x;y\n1,5;2\n-3e-1;1\n"))
            .separator(';')
            .decimalSeparator(',')
            .target("y")
            .read();
    assertThat(commas.x().toDoubleVector()).containsExactly(1.5, -0.3);
  }

  /** The advice depends on what the fields of a column look like. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NA                    | If \"NA\" stands for a missing value, use missing(\"NA\")",
        "NaN                   | If \"NaN\" stands for a missing value, use missing(\"NaN\")",
        "n/a;?                 | If \"?\" or \"n/a\" stands for a missing value, use missing(\"?\","
            + " \"n/a\")",
        "null;Rome             | If \"null\" stands for a missing value, use missing(\"null\"). If the"
            + " values of x are names, use categorical(\"x\")",
        "2024-03-01            | The values of x look like dates or times; use ignore(\"x\")",
        "1.3.2024;03/17/24     | The values of x look like dates or times; use ignore(\"x\")",
        "2024-03-01T10:00:00Z  | The values of x look like dates or times; use ignore(\"x\")",
        "10:30                 | The values of x look like dates or times; use ignore(\"x\")",
        "3,14;-2,5             | If numbers have a decimal comma, use decimalSeparator(',')",
        "1.234,5               | If numbers have a decimal comma, use decimalSeparator(',')",
        "1,234,567             | Numbers must not have thousands separators",
        "1e999;1 234;−1  | Numbers must be within the range of double, and written as in -1234.5 or"
            + " 1e-3",
        "10-19;20-29           | If the values of x are names, use categorical(\"x\")",
        "12 %;€ 7              | Numbers must not have a currency or percent sign",
        "c2d29867-3d0b-d497-9191-18a9d8ee7830 | The values of x are nearly all different, like ids"
            + " or free text; use ignore(\"x\")",
        "Rome;Bari             | If the values of x are names, use categorical(\"x\")",
      })
  void advisesByWhatValuesLookLike(String fields, String advice) {
    StringBuilder text = new StringBuilder("x,y\n");
    for (String field : fields.split(";", -1)) {
      text.append('"').append(field).append("\",1\n");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(text.toString())).target("y").read())
        .withMessageEndingWith("\". " + advice);
  }

  @Test
  void advisesToIgnoreIds() {
    StringBuilder text = new StringBuilder("x,y\n");
    StringBuilder towns = new StringBuilder("x,y\n");
    for (int i = 0; i < 200; i++) {
      text.append("customer ").append(i).append(",1\n");
      towns.append("town ").append(i % 20).append(",1\n");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(text.toString())).target("y").read())
        .withMessageEndingWith("like ids or free text; use ignore(\"x\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file(towns.toString())).target("y").read())
        .withMessageEndingWith("use categorical(\"x\")");
  }

  @Test
  void refusesFeaturesOfManyValuesUnlessAllowed() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 240; i++) {
      text.append("customer ").append(i % 121).append(",1\n");
    }
    Path file = file(text.toString());
    String message =
        "data.csv: column x has 121 values in 240 lines, and each would become a feature; if they"
            + " are ids or free text, use ignore(\"x\"); if they are all wanted, use"
            + " maxCategories(121)";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").categorical("x").read())
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Data.csv(file).target("y").categorical("x").stream())
        .withMessage(message);
    Data data = Data.csv(file).target("y").categorical("x").maxCategories(121).read();
    assertThat(data.featureNames()).hasSize(121);
    assertThat(Data.csv(file).as(data.columns().orElseThrow()).read().featureNames()).hasSize(121);
    assertThat(Data.csv(file).target("x").categorical("x").read().classNames()).hasSize(121);
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("data.csv"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
