package org.netwright.runtime.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way through a number gives the bits of {@link Double#parseDouble}. */
class CsvNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "0.0",
        "-0.0",
        "1",
        "+1",
        "-1",
        "1.",
        ".5",
        "-.5",
        "007",
        "0.1",
        "0.3",
        "9007199254740992",
        "9007199254740993",
        "90071992547409.93",
        "922337203685477579",
        "9223372036854775807",
        "12345678901234567890",
        "0.00000000000000000000001",
        "0.0000000000000000000000000000001",
        "1e-3",
        "1E22",
        "1e22",
        "123456789012345678901234.5",
        "4.35",
        "2.675",
        "1.7976931348623157e308",
        "4.9e-324"
      })
  void readsNumbers(String text) {
    assertBits(parse(text, '.'), Double.parseDouble(text));
    assertBits(parse(text.replace('.', ','), ','), Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "-.",
        "1.2.3",
        "1,2",
        "--1",
        "+-1",
        "1-",
        "e",
        "1e",
        "NaN",
        "Infinity",
        "1f",
        "0x1",
        "1e999",
        "١",
        "1 2",
        "１"
      })
  void refusesWhatIsNotANumber(String text) {
    assertThat(parse(text, '.')).isNaN();
  }

  @Test
  void agreesWithParseDoubleOnRandomNumbers() {
    Random random = new Random(1);
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
      int digits = 1 + random.nextInt(20);
      int separator = random.nextInt(digits + 1);
      for (int digit = 0; digit < digits; digit++) {
        text.append(digit == separator ? "." : "").append(random.nextInt(10));
      }
      assertBits(parse(text.toString(), '.'), Double.parseDouble(text.toString()));
    }
  }

  /** Halfway between two doubles, just above, and just below. */
  @Test
  void agreesWithParseDoubleNearHalfwayPoints() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      double number = (1 + random.nextDouble()) * Math.pow(2, random.nextInt(20) - 10);
      if (i % 10 == 0) {
        number = Math.pow(2, random.nextInt(20) - 10);
      }
      BigDecimal halfway =
          new BigDecimal(number)
              .add(new BigDecimal(i % 2 == 0 ? Math.nextUp(number) : Math.nextDown(number)))
              .divide(BigDecimal.valueOf(2));
      for (int digits = 15; digits <= 19; digits++) {
        BigDecimal rounded = halfway.round(new MathContext(digits));
        for (int units = -1; units <= 1; units++) {
          BigDecimal near = rounded.add(rounded.ulp().multiply(BigDecimal.valueOf(units)));
          String text = near.toPlainString();
          assertBits(parse(text, '.'), Double.parseDouble(text));
        }
      }
    }
    // Exactly halfway: to even.
    for (String text : List.of("9007199254740993", "9007199254740993.0", "4503599627370497.5")) {
      assertBits(parse(text, '.'), Double.parseDouble(text));
    }
  }

  private static void assertBits(double number, double expected) {
    assertThat(Double.doubleToRawLongBits(number))
        .as("%s", expected)
        .isEqualTo(Double.doubleToRawLongBits(expected));
  }

  /** The number stands between other characters. */
  private static double parse(String text, char separator) {
    char[] line = ("9" + text + "9").toCharArray();
    return CsvNumbers.parse(line, 1, line.length - 1, separator);
  }
}
