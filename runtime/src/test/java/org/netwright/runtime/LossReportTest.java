package org.netwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LossReportTest {
  @Test
  void tellsDataAndPenaltiesApart() {
    LossReport report = report();
    assertThat(report.data()).isEqualTo(0.0312);
    assertThat(report.penalty("hidden.l1")).isEqualTo(0.0041);
    assertThat(report.penalty()).isEqualTo(0.0041 + 0.0002);
    assertThat(report.total()).isEqualTo(0.0312 + (0.0041 + 0.0002));
    assertThat(report.penalties().keySet()).containsExactly("hidden.l1", "a.l2");
  }

  @Test
  void theTotalIsTheDataAndThePenaltyToTheBit() {
    LossReport.Builder builder = builder("hidden.l1", "hidden.l2");
    builder.data(0.1);
    builder.penalty(new Penalty(0, "hidden.l1", 1), 0.2);
    builder.penalty(new Penalty(1, "hidden.l2", 1), 0.3);
    LossReport report = builder.report();
    // Summed from left to right it would be 0.6000000000000001.
    assertThat(report.total()).isEqualTo(0.6).isEqualTo(report.data() + report.penalty());
    assertThat(report.penalty()).isEqualTo(0.2 + 0.3);
  }

  @Test
  void isOneLine() {
    assertThat(report())
        .hasToString("data 0.03120, hidden.l1 0.004100, a.l2 0.0002000, total 0.03550");
  }

  @Test
  void withoutPenaltiesTheTotalIsTheData() {
    LossReport.Builder builder = builder();
    builder.data(2.5);
    LossReport report = builder.report();
    assertThat(report.penalty()).isZero();
    assertThat(report.total()).isEqualTo(2.5);
    assertThat(report).hasToString("data 2.500, total 2.500");
  }

  @Test
  void anUnknownPenaltyIsAnsweredWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> report().penalty("hidden.l2"))
        .withMessage("no penalty is named hidden.l2; there are [hidden.l1, a.l2]");
  }

  @Test
  void cannotBeModified() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> report().penalties().put("a.l1", 1.0));
  }

  private static LossReport report() {
    LossReport.Builder builder = builder("hidden.l1", "a.l2");
    builder.data(0.0312);
    builder.penalty(new Penalty(0, "hidden.l1", 1), 0.0041);
    builder.penalty(new Penalty(1, "a.l2", 1), 0.0002);
    return builder.report();
  }

  private static LossReport.Builder builder(String... penalties) {
    return new LossReport.Builder(new LossReport(List.of(penalties)));
  }
}
