package org.netwright.runtime.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.netwright.runtime.generated.ParameterTensor;
import org.netwright.runtime.internal.text.Shapes;
import org.netwright.runtime.internal.text.TextTable;
import org.netwright.runtime.internal.text.TextTable.Align;
import org.netwright.runtime.optimizer.Optimizer;
import org.netwright.runtime.training.LayerSummary;

/** Describes a session in words: its settings, and a table of its layers. */
public final class SessionSummary {
  private SessionSummary() {}

  /**
   * Returns the table, as in
   *
   * <pre>{@code
   * Net: FLOAT, CPU, Adam (beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8), 120 steps
   * layer     operations    output   parameters  strengths
   * features  input         [n × 3]           0
   * hidden    linear, relu  [n × 5]          20  l1 0.01
   * predict   linear        [n × 2]          12
   * total                                    32
   * }</pre>
   */
  public static String of(Session session) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("layer", "operations", "output", "parameters", "strengths", ""));
    long total = 0;
    long frozen = 0;
    for (TrainedLayer layer : session.layers().values()) {
      LayerSummary summary = summary(layer);
      total += summary.parameters();
      frozen += layer.isFrozen() ? summary.parameters() : 0;
      rows.add(
          List.of(
              layer.name(),
              layer.layout().operations(),
              Shapes.batch("n", layer.layout().outputShape()),
              count(summary.parameters()),
              summary.strengths(),
              layer.frozenText()));
    }
    rows.add(List.of("total", "", "", count(total), "", ""));
    if (frozen > 0) {
      rows.add(List.of("of these frozen", "", "", count(frozen), "", ""));
    }
    return settings(session)
        + System.lineSeparator()
        + TextTable.of(rows, Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT);
  }

  private static String settings(Session session) {
    long steps = session.counter().done();
    return "%s: %s, %s, %s, %s %s%s"
        .formatted(
            session.network(),
            session.dataType(),
            session.engine(),
            optimizer(session.optimizer()),
            count(steps),
            steps == 1 ? "step" : "steps",
            session.guard().isClosed() ? ", closed" : "");
  }

  /** Returns the layers, for a description of a run. */
  public static List<LayerSummary> layers(Session session) {
    return session.layers().values().stream().map(SessionSummary::summary).toList();
  }

  private static LayerSummary summary(TrainedLayer layer) {
    // Those of another layer are counted there.
    long parameters =
        layer.parameters().stream()
            .filter(parameter -> FrozenLayers.ownerOf(parameter).equals(layer.name()))
            .mapToLong(ParameterTensor::length)
            .sum();
    // Not weight(): a live view that was given away keeps the memory from being freed at once.
    String weight = layer.hasWeight() ? Shapes.bare(layer.weightTensor().tensor().shape()) : "";
    String strengths =
        layer.values().stream().map(SessionSummary::strength).collect(Collectors.joining(", "));
    return new LayerSummary(layer.name(), layer.operations(), weight, parameters, strengths);
  }

  private static String strength(StrengthValue strength) {
    String kind = strength.name().substring(strength.layer().length() + 1);
    String schedule = strength.scheduled().constant() == null ? " (scheduled)" : "";
    return kind + " " + number(strength.value()) + schedule;
  }

  /** The learning rate is left out: it may have been set elsewhere since, and has its own entry. */
  public static String optimizer(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Adam adam) {
      return "Adam (%s)".formatted(averages(adam));
    }
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return "AdamW (%s, weightDecay = %s on %s)"
          .formatted(
              averages(adamW.adam()),
              number(adamW.weightDecay()),
              // The default, also of networks without recurrent layers.
              StrengthValue.words(adamW.on()).replace("weight and recurrent weight", "weights"));
    }
    Optimizer.Sgd sgd = (Optimizer.Sgd) optimizer;
    if (sgd.momentum() == 0) {
      return "SGD";
    }
    return "SGD (momentum = %s%s)"
        .formatted(number(sgd.momentum()), sgd.nesterov() ? ", nesterov" : "");
  }

  private static String averages(Optimizer.Adam adam) {
    return "beta1 = %s, beta2 = %s, epsilon = %s"
        .formatted(number(adam.beta1()), number(adam.beta2()), number(adam.epsilon()));
  }

  /** Turns what a record prints, {@code Adam[beta1=0.9]}, into {@code Adam (beta1 = 0.9)}. */
  public static String readable(String text) {
    return shorter(text.replace("[]", "").replace("[", " (").replace(']', ')').replace("=", " = "));
  }

  /** Returns a number as people write it. */
  public static String number(double value) {
    return shorter(String.valueOf(value));
  }

  /** Writes {@code 1.0E-8} as {@code 1e-8}. */
  private static String shorter(String text) {
    return text.replaceAll("(?<=\\d)(\\.0)?E(?=-?\\d)", "e");
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
