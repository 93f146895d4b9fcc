package org.netwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that could be read, but not as they are meant, are refused. */
class CsvMisuseTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"NA", "n/a", "null", "NaN", "?"})
  void aMarkForMissingValuesIsNoNameByItself(String mark) throws IOException {
    String table = "town,y\nRome,1\n%s,2\n".formatted(mark);
    String advice =
        "line 3, column town: expected a name, got \"%1$s\". If \"%1$s\" stands for a missing value, use missing(\"%1$s\"); if it is a name, use literal(\"%1$s\")"
            .formatted(mark);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv(table).target("y").categorical("town").read())
        .withMessageEndingWith(advice);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv(table).target("y").categorical("town").stream())
        .withMessageEndingWith(advice);
    CsvData names = csv(table).target("y").categorical("town").literal(mark);
    assertThat(names.read().featureNames()).containsExactlyInAnyOrder("town=Rome", "town=" + mark);
    assertThat(names.stream().columns()).contains(names.read().columns().orElseThrow());
    Data rest = csv(table).target("y").categorical("town").missing(mark).dropMissing().read();
    assertThat(rest.featureNames()).containsExactly("town=Rome");
    assertThat(rest.omittedLines()).isEqualTo(1);
  }

  @Test
  void noneIsAName() throws IOException {
    Data data = csv("smokes,y\nnone,1\nmuch,2\n").target("y").categorical("smokes").read();
    assertThat(data.featureNames()).containsExactly("smokes=much", "smokes=none");
  }

  @Test
  void aBlankLineOfATableWithOneColumnIsAMissingValue() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x\n1\n\n3\n").readFeatures())
        .withMessageContaining("1 value is missing: line 3, column x");
    assertThat(csv("\nx\n1\n2\n3\n\n\n").readFeatures().toDoubleVector()).containsExactly(1, 2, 3);
    assertThat(csv("\nx,y\n\n1,2\n\n3,4\n\n").target("y").read().x().toDoubleVector())
        .containsExactly(1, 3);
  }

  @Test
  void aColumnIsNotBothTargetAndIgnored() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x,y\n1,2\n").target("y").ignore("y").read())
        .withMessage("data.csv: y is both in target(…) and in ignore(…); remove one");
  }

  @Test
  void adviceOnSeparatorsDoesNotLeadToOtherNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> csv("x;y\n1.234,5;1\n").separator(';').decimalSeparator(',').target("y").read())
        .withMessageEndingWith("Numbers must not have thousands separators");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x,y\n\"1,234\",1\n\"2,500\",2\n").target("y").read())
        .withMessageEndingWith(
            "If numbers have a decimal comma, use decimalSeparator(','); if the comma separates"
                + " thousands, remove it from the file");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("x,y\n1d,1\n0x1p3,2\n").target("y").read())
        .withMessageEndingWith(
            "Numbers must be finite and decimal, without a prefix or suffix as in a program");
  }

  @Test
  void aFirstLineWithNumbersAndNamesMayBeAnExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("5.1,3.5,setosa\n4.9,3.0,setosa\n").target("species").read())
        .withMessage(
            "data.csv: expected a column species, but the first line is 5.1, 3.5, setosa; if this"
                + " is an example, add a header line with the names of the columns");
  }

  @Test
  void aClassWithOneExampleCannotBeInTwoParts() throws IOException {
    Data names = csv("x,y\n1,a\n2,b\n3,a\n4,a\n").target("y").categorical("y").read();
    String message =
        "expected at least two examples of each class, for different parts, but class %s has one;"
            + " remove the class, or use split, as for targets that are values";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.stratifiedSplit(0.5, 1))
        .withMessage(message, "b");
    Data values = csv("x,y\n1,151\n2,75\n3,151\n4,206\n").target("y").read();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> values.stratifiedSplit(0.25, 0.25, 1))
        .withMessage(message, "75");
  }

  @Test
  void adviceIsGivenOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> csv("a;b;y\n1,5;2,5;1\n").separator(';').target("y").read())
        .withMessageEndingWith(
            "got \"2,5\". If numbers have a decimal comma, use decimalSeparator(',')");
  }

  private CsvData csv(String text) throws IOException {
    return Data.csv(Files.writeString(folder.resolve("data.csv"), text));
  }
}
