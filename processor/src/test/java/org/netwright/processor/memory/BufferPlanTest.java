package org.netwright.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.TestGraphs;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.pass.ReverseMode;

class BufferPlanTest {
  @Test
  void writesAnActivationOverItsInputWhereThatIsNotReadAgain() {
    BufferPlan plan = planOf(TestGraphs.oneLayer(Activation.RELU));
    assertThat(plan.bufferOf(TestGraphs.Z)).isEqualTo(plan.bufferOf(TestGraphs.Y));
    assertThat(names(plan, Buffer.Kind.BATCH)).containsExactly("y", "y.gradient");
  }

  @Test
  void keepsTheInputThatTheGradientReads() {
    BufferPlan plan = planOf(TestGraphs.oneLayer(Activation.GELU));
    assertThat(names(plan, Buffer.Kind.BATCH))
        .containsExactly("y.preactivation", "y", "y.gradient");
  }

  @Test
  void keepsAValueThatAnotherLayerReadsLater() {
    BufferPlan plan = planOf(TestGraphs.twoWays());
    assertThat(plan.bufferOf(TestGraphs.Z)).isNotEqualTo(plan.bufferOf(TestGraphs.Y));
    assertThat(names(plan, Buffer.Kind.BATCH)).contains("y.preactivation", "y", "second");
  }

  @Test
  void putsTheGradientOfAParameterWhereTheOptimizerReadsIt() {
    Graph graph = ReverseMode.differentiate(TestGraphs.oneLayer(Activation.RELU));
    BufferPlan plan = BufferPlan.of(graph);
    Value gradient = graph.gradients().get(TestGraphs.WEIGHT);
    assertThat(plan.bufferOf(gradient))
        .isEqualTo(
            new Buffer("y.weight.gradient", Shape.fixed(2, 3), Buffer.Kind.PARAMETER_GRADIENT));
  }

  @Test
  void hasNoBufferForANumber() {
    BufferPlan plan = planOf(TestGraphs.oneLayer(Activation.RELU));
    assertThatThrownBy(() -> plan.bufferOf(TestGraphs.LOSS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BufferPlan planOf(Graph graph) {
    return BufferPlan.of(ReverseMode.differentiate(graph));
  }

  private static List<String> names(BufferPlan plan, Buffer.Kind kind) {
    return plan.all(kind).stream().map(Buffer::name).toList();
  }
}
