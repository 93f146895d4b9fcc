package org.netwright.processor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsTextOnTheLeftAndNumbersOnTheRight() {
    TextTable table = new TextTable(List.of(1));
    table.add("layer", "parameters", "");
    table.add("a", "7", "linear");
    assertThat(table.lines()).containsExactly("layer  parameters", "a               7  linear");
  }

  @Test
  void hasNoLinesWithoutRows() {
    assertThat(new TextTable().lines()).isEmpty();
  }
}
