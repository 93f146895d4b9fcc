package org.netwright.runtime.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.netwright.runtime.LossReport;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.generated.BatchTensor;
import org.netwright.runtime.generated.TargetEncoding;
import org.netwright.runtime.internal.input.OutputRows;

class LossValuesTest {
  private static final StrengthValue HIDDEN_L1 = strength("hidden.l1", 0, ParameterRole.WEIGHT);
  private static final StrengthValue A_L2 =
      strength("a.l2", 1, ParameterRole.WEIGHT, ParameterRole.BIAS);

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
    LossValues builder = builder(HIDDEN_L1, A_L2);
    builder.data(0.1);
    builder.penalty(HIDDEN_L1, 0.2);
    builder.penalty(A_L2, 0.3);
    LossReport report = builder;
    // Summed from left to right it would be 0.6000000000000001.
    assertThat(report.total()).isEqualTo(0.6).isEqualTo(report.data() + report.penalty());
    assertThat(report.penalty()).isEqualTo(0.2 + 0.3);
  }

  @Test
  void isATable() {
    assertThat(report().toString().lines())
        .containsExactly(
            "data                         0.03120",
            "hidden  l1  weight           0.004100",
            "a       l2  weight and bias  0.0002000",
            "total                        0.03550");
  }

  @Test
  void numbersAreAlignedAtTheirPoints() {
    LossValues builder = builder(HIDDEN_L1);
    builder.data(123.4);
    builder.penalty(HIDDEN_L1, Double.NaN);
    assertThat(builder.toString().lines())
        .containsExactly(
            "data                123.4", "hidden  l1  weight  NaN", "total               NaN");
  }

  @Test
  void isALineToo() {
    assertThat(report().toLine())
        .isEqualTo("data 0.03120, hidden.l1 0.004100, a.l2 0.0002000, total 0.03550");
  }

  @Test
  void listsTermsByLayerKindAndScope() {
    assertThat(report().terms())
        .containsExactly(
            new LossReport.Term("hidden.l1", "hidden", "l1", "weight", 0.0041),
            new LossReport.Term("a.l2", "a", "l2", "weight and bias", 0.0002));
  }

  @Test
  void sumsUpWhatALayerOrAKindHasTwoOf() {
    StrengthValue weight = strength("hidden.l1.weight", 0, ParameterRole.WEIGHT);
    StrengthValue bias = strength("hidden.l1.bias", 1, ParameterRole.BIAS);
    StrengthValue output = strength("hidden.activityL2", 2);
    LossValues builder = builder(weight, bias, output);
    builder.penalty(weight, 1);
    builder.penalty(bias, 2);
    builder.penalty(output, 4);
    LossReport report = builder;
    assertThat(report.penalty("hidden.l1.bias")).isEqualTo(2);
    assertThat(report.penalty("hidden.l1")).isEqualTo(3);
    assertThat(report.penalty("hidden")).isEqualTo(7);
    assertThat(report.terms().get(2).scope()).isEqualTo("output");
    assertThatIllegalArgumentException().isThrownBy(() -> report.penalty("hid"));
  }

  @Test
  void withoutPenaltiesTheTotalIsTheData() {
    LossValues builder = builder();
    builder.data(2.5);
    LossReport report = builder;
    assertThat(report.penalty()).isZero();
    assertThat(report.total()).isEqualTo(2.5);
    assertThat(report.toString().lines()).containsExactly("data   2.500", "total  2.500");
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
    LossValues builder = builder(HIDDEN_L1, A_L2);
    builder.data(0.0312);
    builder.penalty(HIDDEN_L1, 0.0041);
    builder.penalty(A_L2, 0.0002);
    return builder;
  }

  private static StrengthValue strength(String name, int index, ParameterRole... on) {
    ScheduledValue value =
        new ScheduledValue(
            name, Schedule.constant(1), new StepCounter(1), new TrainerGuard("NetTrainer", "Net"));
    String layer = name.substring(0, name.indexOf('.'));
    return new StrengthValue(name, layer, index, Set.of(on), value);
  }

  private static LossValues builder(StrengthValue... penalties) {
    BatchTensor tensor = new BatchTensor(DataType.FLOAT, 1);
    LossTarget target =
        new LossTarget("predict", TargetEncoding.VALUES, 1, tensor, new OutputRows(1, 1, null));
    return new LossValues(List.of(target), List.of(penalties));
  }
}
