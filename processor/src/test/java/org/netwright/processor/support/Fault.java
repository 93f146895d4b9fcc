package org.netwright.processor.support;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.netwright.processor.diagnostic.Message;
import org.netwright.processor.support.RandomNetwork.RandomLayer;

/**
 * A mistake that is possible in any network.
 *
 * @param message the expected message, possibly among others
 * @param commit makes it
 */
public record Fault(Message message, BiConsumer<RandomNetwork, Random> commit) {

  /** All of them. */
  public static final List<Fault> ALL =
      List.of(
          new Fault(Message.NO_INPUT, (n, r) -> n.layers.remove(0)),
          new Fault(
              Message.UNREAD_FIELD,
              (n, r) -> added(n, n.layers.size(), "again").annotations.add("@Input(2)")),
          new Fault(Message.INPUT_IS_NOT_FIRST, (n, r) -> n.layers.add(n.layers.remove(0))),
          new Fault(Message.INPUT_IS_MORE, (n, r) -> n.layers.get(0).annotations.add("@Tanh")),
          new Fault(
              Message.NO_LOSS,
              (n, r) -> last(n).annotations.removeIf(a -> a.matches(".*(Error|Huber|Entropy).*"))),
          new Fault(
              Message.UNREAD_FIELD,
              (n, r) -> added(n, n.layers.size(), "more").annotations.add("@Relu")),
          new Fault(
              Message.PARTS_CONFLICT,
              (n, r) -> {
                RandomLayer layer = added(n, 1 + r.nextInt(n.layers.size() - 1), "bent");
                layer.annotations.addAll(List.of("@Relu", "@Gelu"));
              }),
          new Fault(Message.VALUE_OUT_OF_RANGE, (n, r) -> dropout(n, "1.0")),
          new Fault(Message.VALUE_OUT_OF_RANGE, (n, r) -> dropout(n, "0.0 / 0")),
          new Fault(Message.VALUE_OUT_OF_RANGE, (n, r) -> dropout(n, "-1e-9")),
          new Fault(
              Message.VALUE_OUT_OF_RANGE,
              (n, r) -> n.layers.get(0).annotations.replaceAll(a -> "@Input(0)")),
          new Fault(Message.FIELD_IS_NOT_A_LAYER, (n, r) -> any(n, r).type = "int"),
          new Fault(Message.FIELD_HAS_MODIFIER, (n, r) -> any(n, r).modifiers = "private "),
          new Fault(Message.FIELD_HAS_MODIFIER, (n, r) -> any(n, r).modifiers = "static "),
          new Fault(
              Message.FIELD_SAYS_NOTHING,
              (n, r) -> added(n, r.nextInt(n.layers.size()), "nothing")),
          new Fault(
              Message.LINEAR_NEEDS_VECTORS,
              (n, r) -> n.layers.get(0).annotations.replaceAll(a -> "@Input({2, 3})")),
          new Fault(
              Message.TOO_LARGE,
              (n, r) -> n.layers.get(0).annotations.replaceAll(a -> "@Input(2_147_483_647)")),
          new Fault(
              Message.UNKNOWN_FIELD,
              (n, r) -> last(n).annotations.add("@After(\"nowhere_at_all\")")),
          new Fault(
              Message.READS_ITSELF,
              (n, r) -> last(n).annotations.add("@After(\"" + last(n).name + "\")")),
          new Fault(Message.BUDGET_EXCEEDED, (n, r) -> n.annotations.add("@Budget(bytes = 7)")),
          new Fault(Message.BUDGET_WITHOUT_LIMIT, (n, r) -> n.annotations.add("@Budget")),
          new Fault(
              Message.SECOND_OPTIMIZER,
              (n, r) -> {
                n.annotations.removeIf(a -> a.startsWith("@Adam") || a.startsWith("@Sgd"));
                n.annotations.addAll(List.of("@Adam", "@Sgd(learningRate = 1)"));
              }),
          new Fault(
              Message.REGULARIZER_TWICE,
              (n, r) -> last(n).annotations.addAll(List.of("@L1(1)", "@L1(2)"))),
          new Fault(
              Message.L2_WITH_DECAY,
              (n, r) -> last(n).annotations.addAll(List.of("@L2(1)", "@WeightDecay(1)"))),
          new Fault(
              Message.PENALTY_WITHOUT_PARAMETERS,
              (n, r) -> added(n, 1, "bent").annotations.addAll(List.of("@Relu", "@L1(1)"))),
          new Fault(
              Message.NO_PARAMETER_PENALTY,
              (n, r) -> last(n).annotations.add("@Penalty(Thread.class)")),
          new Fault(
              Message.NO_OUTPUT_LOSS,
              (n, r) -> {
                last(n).annotations.removeIf(a -> a.matches(".*(Error|Huber|Entropy).*"));
                last(n).annotations.add("@Loss(Thread.class)");
              }),
          new Fault(Message.CLASS_IS_GENERIC, (n, r) -> n.typeParameters = "<T>"),
          new Fault(Message.CLASS_EXTENDS, (n, r) -> n.typeParameters = " extends Thread"),
          new Fault(
              Message.CLASS_IS_ABSTRACT,
              (n, r) -> n.modifiers = n.modifiers.replace("abstract ", "") + "abstract "),
          new Fault(
              Message.ANNOTATION_OUTSIDE_NETWORK, (n, r) -> n.annotations.remove("@Network")));

  private static void dropout(RandomNetwork network, String rate) {
    added(network, 1, "dropped").annotations.add("@Dropout(" + rate + ")");
  }

  private static RandomLayer added(RandomNetwork network, int index, String name) {
    RandomLayer layer = new RandomLayer(name + network.newNumber());
    network.layers.add(index, layer);
    return layer;
  }

  private static RandomLayer last(RandomNetwork network) {
    return network.layers.get(network.layers.size() - 1);
  }

  private static RandomLayer any(RandomNetwork network, Random random) {
    return network.layers.get(random.nextInt(network.layers.size()));
  }

  @Override
  public String toString() {
    return message.id();
  }
}
