package org.netwright.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.processor.graph.Graph;
import org.netwright.processor.graph.GraphVerifier;
import org.netwright.processor.graph.Node;
import org.netwright.processor.graph.Node.Phase;
import org.netwright.processor.graph.Shape;
import org.netwright.processor.graph.TestGraphs;
import org.netwright.processor.graph.Value;
import org.netwright.processor.layer.Activation;
import org.netwright.processor.layer.ActivationOps;
import org.netwright.processor.layer.DropoutOps;
import org.netwright.processor.layer.LinearOps;
import org.netwright.processor.memory.BufferPlan.Buffer;
import org.netwright.processor.pass.Fusion;
import org.netwright.processor.pass.Inference;
import org.netwright.processor.pass.ReverseMode;

class MemoryPlanTest {
  @Test
  void gradientsOfADeepNetworkShareTwoMemories() {
    Plans plans = new Plans(deep(new Random(1), 12, false));
    long gradients =
        plans.memory.buffers().stream()
            .filter(buffer -> buffer.name().endsWith(".gradient"))
            .count();
    long ownMemories =
        plans.memory.buffers().stream()
            .filter(buffer -> buffer.name().endsWith(".gradient"))
            .filter(buffer -> plans.memory.memoryOf(buffer).isEmpty())
            .count();
    assertThat(gradients).isGreaterThanOrEqualTo(12);
    assertThat(ownMemories).isLessThanOrEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsReadIsStillThere(Activation activation) {
    new Plans(TestGraphs.oneLayer(activation)).check();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsReadIsStillThereInRandomNetworks(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      new Plans(deep(random, 1 + random.nextInt(9), true)).check();
    }
  }

  /** The plans of one network, as the generator makes them. */
  private static final class Plans {
    private final Graph training;
    private final Graph inference;
    private final MemoryPlan plan;
    private final SharedMemory memory;

    Plans(Graph graph) {
      training = Fusion.fuse(ReverseMode.differentiate(graph));
      inference = Inference.of(graph);
      plan = MemoryPlan.of(training, inference, inference);
      memory = plan.ofTrainer();
    }

    void check() {
      run(training, plan.training());
      Map<Buffer, Value> contents = run(inference, plan.inference());
      Value prediction = inference.predictions().get(0);
      assertThat(contents.get(memoryOf(plan.inference().bufferOf(prediction))))
          .isEqualTo(prediction);
    }

    /** Does what the generated code does, with names in the place of numbers. */
    private Map<Buffer, Value> run(Graph graph, BufferPlan plan) {
      Map<Buffer, Value> contents = new HashMap<>();
      graph.parameters().forEach(p -> contents.put(plan.bufferOf(p), p));
      graph.given().forEach(given -> contents.put(plan.bufferOf(given), given));
      for (Node node : graph.nodes()) {
        for (Value input : node.inputs()) {
          assertThat(contents.get(memoryOf(plan.bufferOf(input)))).as("%s", node).isEqualTo(input);
        }
        checkAliases(node, plan);
        node.outputs().stream()
            .filter(output -> !output.shape().equals(Shape.SCALAR))
            .forEach(output -> contents.put(memoryOf(plan.bufferOf(output)), output));
        for (Value output : node.outputs()) {
          if (!output.shape().equals(Shape.SCALAR)) {
            assertThat(contents.get(memoryOf(plan.bufferOf(output)))).isEqualTo(output);
          }
        }
      }
      return contents;
    }

    /** An output may share the memory of an input only if the operation allows it. */
    private void checkAliases(Node node, BufferPlan plan) {
      for (int i = 0; i < node.inputs().size(); i++) {
        Buffer read = memoryOf(plan.bufferOf(node.inputs().get(i)));
        for (int o = 0; o < node.outputs().size(); o++) {
          Value output = node.outputs().get(o);
          boolean allowed = o == 0 && (node.op().mayOverwrite(i) || node.op().accumulates());
          if (!allowed && !output.shape().equals(Shape.SCALAR)) {
            assertThat(memoryOf(plan.bufferOf(output))).as("%s", node).isNotEqualTo(read);
          }
        }
      }
    }

    private Buffer memoryOf(Buffer buffer) {
      return memory.memoryOf(buffer).orElse(buffer);
    }
  }

  /** Layers one after the other, of random widths, activations and dropouts. */
  private static Graph deep(Random random, int layers, boolean varied) {
    List<Node> nodes = new ArrayList<>();
    List<Value> parameters = new ArrayList<>();
    Value x = TestGraphs.X;
    for (int i = 0; i < layers; i++) {
      String name = "layer" + i;
      int width = i == layers - 1 ? 3 : 1 + random.nextInt(5);
      Value weight =
          new Value(name, "weight", Shape.fixed(x.shape().width(), width), Value.Kind.PARAMETER);
      parameters.add(weight);
      Value z = TestGraphs.computed(name + ".preactivation", Shape.batch(width));
      Value y = TestGraphs.computed(name, Shape.batch(width));
      nodes.add(TestGraphs.node(new LinearOps.Forward(), List.of(x, weight), z, Phase.FORWARD));
      Activation activation = varied ? any(random) : Activation.RELU;
      nodes.add(
          TestGraphs.node(
              new ActivationOps.Forward(activation, List.of()), List.of(z), y, Phase.FORWARD));
      x = y;
      if (varied && random.nextBoolean()) {
        Value dropped = TestGraphs.computed(name + ".dropped", Shape.batch(width));
        Value mask = TestGraphs.computed(name + ".mask", Shape.batch(width));
        nodes.add(
            new Node(
                new DropoutOps.Forward(0.5, i),
                List.of(y),
                List.of(dropped, mask),
                Phase.FORWARD,
                name));
        x = dropped;
      }
    }
    Value loss = TestGraphs.computed("y.loss", Shape.SCALAR);
    nodes.add(TestGraphs.loss(x, loss));
    Graph template = TestGraphs.oneLayer(Activation.RELU);
    return GraphVerifier.verify(
        new Graph(
            "Deep",
            template.inputs(),
            parameters,
            List.of(),
            List.of(),
            nodes,
            List.of(x),
            List.of(TestGraphs.dataLoss(loss)),
            List.of(),
            List.of(),
            Map.of()));
  }

  private static Activation any(Random random) {
    List<Activation> all = List.of(Activation.values());
    return all.get(random.nextInt(all.size()));
  }
}
