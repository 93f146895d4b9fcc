package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Components of the types BigDecimal and BigInteger, whose numbers are read exactly. */
class CsvBigNumbersTest {
  @TempDir private Path folder;

  record Price(BigDecimal price) {}

  record Count(BigInteger count) {}

  record Both(Optional<BigDecimal> price, Optional<BigInteger> count) {}

  /** With their scale, as in the file: 1.50 is not 1.5. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1.50",
        "-1234.5",
        ".5",
        "5.",
        "+7",
        "1e-3",
        "-2E+10",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890.12"
      })
  void decimalsAreExact(String text) throws IOException {
    assertThat(csv("price\n" + text + "\n").records(Price.class))
        .containsExactly(new Price(new BigDecimal(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "0e99, 0",
    "12.0, 12",
    "1e3, 1000",
    "120e-1, 12",
    "-9223372036854775809, -9223372036854775809",
    "+123456789012345678901234567890, 123456789012345678901234567890",
    "1.5e30, 1500000000000000000000000000000"
  })
  void wholeNumbersAreExact(String text, BigInteger expected) throws IOException {
    assertThat(csv("count\n" + text + "\n").records(Count.class))
        .containsExactly(new Count(expected));
  }

  @Test
  void settingsAndMissingValuesApply() throws IOException {
    assertThat(
            csv("price;count\n\"1,50\";2\n;NA\n")
                .separator(';')
                .decimalSeparator(',')
                .missing("NA")
                .records(Both.class))
        .containsExactly(
            new Both(Optional.of(new BigDecimal("1.50")), Optional.of(BigInteger.TWO)),
            new Both(Optional.empty(), Optional.empty()));
    assertThat(csv("price,x\n,1\n").records(Price.class)).containsExactly(new Price(null));
  }

  @Test
  void upToAThousandDigitsAreRead() throws IOException {
    String digits = "9".repeat(1000);
    String text = digits + "." + digits;
    assertThat(csv("price\n" + text + "\n").records(Price.class))
        .containsExactly(new Price(new BigDecimal(text)));
    assertThat(csv("count\n1e999\n" + digits + "\n").records(Count.class))
        .containsExactly(new Count(BigInteger.TEN.pow(999)), new Count(new BigInteger(digits)));
  }

  /** Among them numbers that are short in the file, but would need gigabytes as whole numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "1d",
        "0x10",
        "1_000",
        "١",
        "1,5",
        "--1",
        ".",
        "e5",
        "1e1001",
        "1e-1001",
        "1e999999999",
        "1e-999999999",
        "1e99999999999",
        "-"
      })
  void otherTextsAreRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("price;x\n" + text + ";1\n").separator(';').records(Price.class))
        .withMessageStartingWith(
            "data.csv: line 2, column price (Price.price): expected a number of up to 1000 digits"
                + " before the decimal point and up to 1000 after it, got \"%s\"",
            text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("count;x\n" + text + ";1\n").separator(';').records(Count.class))
        .withMessageStartingWith(
            "data.csv: line 2, column count (Count.count): expected a whole number of up to 1000"
                + " digits, got \"%s\"",
            text);
  }

  @Test
  void longNumbersAreRefused() {
    String digits = "1".repeat(1001);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("count\n" + digits + "\n").records(Count.class))
        .withMessage(
            "data.csv: line 2, column count (Count.count): expected a whole number of up to 1000"
                + " digits, got \""
                + digits
                + "\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("price\n1." + digits + "\n").records(Price.class))
        .withMessageContaining("expected a number of up to 1000 digits");
  }

  @Test
  void advisesAnotherType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("count\n2.5\n").records(Count.class))
        .withMessageEndingWith(
            "got \"2.5\". If the values of Count.count may have fractions, declare it as"
                + " BigDecimal");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("price\n\"2,5\"\n").records(Price.class))
        .withMessageEndingWith(
            "got \"2,5\". If numbers have a decimal comma, use decimalSeparator(',')");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("price\n$5\n").records(Price.class))
        .withMessageEndingWith("got \"$5\". Numbers must not have a currency or percent sign");
  }

  private CsvData csv(String text) throws IOException {
    return Data.csv(Files.writeString(folder.resolve("data.csv"), text));
  }
}
