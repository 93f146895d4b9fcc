package org.netwright.processor.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.processor.graph.Attribute.Constant;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.LossFunction;
import org.netwright.processor.graph.LossOps;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.PenaltyOps;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.TestGraphs;
import org.netwright.processor.graph.Value;
import org.netwright.processor.kind.LossKind;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.layer.Activation;

class FusionTest {
  @Test
  void theLossAndItsGradientAreOneOperationInThePlaceOfTheLoss() {
    Graph graph = ReverseMode.differentiate(TestGraphs.oneLayer(Activation.RELU));
    Graph fused = Fusion.fuse(graph);
    assertThat(kernels(graph))
        .containsExactly(
            "linear",
            "relu",
            "meanSquaredError",
            "meanSquaredErrorGradient",
            "reluGradient",
            "linearGradient");
    assertThat(kernels(fused))
        .containsExactly(
            "linear", "relu", "meanSquaredErrorWithGradient", "reluGradient", "linearGradient");
    Node loss = fused.producer(TestGraphs.LOSS);
    assertThat(loss.phase()).isEqualTo(Phase.LOSS);
    assertThat(loss.outputs()).extracting(Value::name).containsExactly("y.loss", "y.gradient");
  }

  @Test
  void aLossOfOtherInputsKeepsItsOwnGradient() {
    Value elsewhere = TestGraphs.computed("other.loss", Shape.SCALAR);
    List<Node> nodes = new ArrayList<>(TestGraphs.oneLayer(Activation.RELU).nodes());
    nodes.add(
        TestGraphs.node(
            new LossOps.Loss(
                LossFunction.of(LossKind.HUBER, List.of(new Constant("delta", 1.0))), 1),
            List.of(TestGraphs.Z, TestGraphs.TARGET),
            elsewhere,
            Phase.LOSS));
    Graph fused = Fusion.fuse(ReverseMode.differentiate(TestGraphs.graph(nodes)));
    assertThat(fused.producer(TestGraphs.LOSS).op().kernel())
        .isEqualTo("meanSquaredErrorWithGradient");
    assertThat(fused.producer(elsewhere).op().kernel()).isEqualTo("huberWithGradient");
  }

  @Test
  void eachOfTwoLossesOfTheSameInputsKeepsItsOwnGradient() {
    Value other = TestGraphs.computed("other.loss", Shape.SCALAR);
    List<Node> nodes = new ArrayList<>(TestGraphs.oneLayer(Activation.RELU).nodes());
    nodes.add(
        TestGraphs.node(
            new LossOps.Loss(
                LossFunction.of(LossKind.HUBER, List.of(new Constant("delta", 1.0))), 1),
            List.of(TestGraphs.Y, TestGraphs.TARGET),
            other,
            Phase.LOSS));
    Graph graph = ReverseMode.differentiate(TestGraphs.graph(nodes));
    Graph fused = Fusion.fuse(graph);
    Value gradient = fused.producer(other).outputs().get(1);
    assertThat(graph.producer(gradient).op().kernel()).isEqualTo("huberGradient");
  }

  @Test
  void bothPenaltiesOfAParameterAreAddedAtOnce() {
    for (List<RegularizerKind> order :
        List.of(
            List.of(RegularizerKind.L1, RegularizerKind.L2),
            List.of(RegularizerKind.L2, RegularizerKind.L1))) {
      Graph graph = penalized(order);
      Graph fused = Fusion.fuse(ReverseMode.differentiate(graph));
      assertThat(kernels(fused))
          .endsWith("linearGradientWithElasticNet")
          .doesNotContain("addL1Gradient", "addL2Gradient", "addElasticNetGradient");
      Node both = fused.nodes().get(fused.nodes().size() - 1);
      assertThat(both.inputs()).hasSize(3).endsWith(TestGraphs.WEIGHT);
      assertThat(both.op().attributes()).hasToString("[strength of y.l1, strength of y.l2]");
      assertThat(fused.gradients().get(TestGraphs.WEIGHT)).isEqualTo(both.output());
    }
  }

  @Test
  void aSinglePenaltyIsNotFused() {
    Graph fused = Fusion.fuse(ReverseMode.differentiate(penalized(List.of(RegularizerKind.L1))));
    assertThat(kernels(fused)).endsWith("linearGradient", "addL1Gradient");
  }

  @Test
  void otherPenaltiesAreNotFused() {
    Graph fused =
        Fusion.fuse(
            ReverseMode.differentiate(
                penalized(List.of(RegularizerKind.L1, RegularizerKind.GROUP_LASSO))));
    assertThat(kernels(fused)).endsWith("addGroupLassoGradient", "addL1Gradient");
  }

  private static Graph penalized(List<RegularizerKind> kinds) {
    List<Node> nodes = new ArrayList<>();
    for (RegularizerKind kind : kinds) {
      String term = "y." + kind.kernel();
      nodes.add(
          TestGraphs.node(
              new PenaltyOps.Penalty(kind, term, Optional.empty(), true),
              List.of(TestGraphs.WEIGHT),
              TestGraphs.computed(term + ".weight", Shape.SCALAR),
              Phase.LOSS));
    }
    Graph graph = TestGraphs.oneLayer(Activation.RELU);
    nodes.addAll(graph.nodes());
    return new Graph(
        "Test",
        graph.inputs(),
        graph.parameters(),
        List.of(),
        List.of(),
        nodes,
        graph.predictions(),
        graph.losses(),
        List.of(),
        List.of(),
        Map.of());
  }

  private static List<String> kernels(Graph graph) {
    return graph.nodes().stream().map(node -> node.op().kernel()).toList();
  }
}
