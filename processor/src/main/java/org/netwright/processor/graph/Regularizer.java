package org.netwright.processor.graph;

import java.util.List;
import java.util.Optional;
import org.netwright.processor.kind.RegularizerKind;
import org.netwright.processor.kind.Role;

/**
 * A penalty, decay or bound whose strength can change between steps.
 *
 * @param name the layer and the kind, {@code hidden.l1}; with the parameter, {@code
 *     hidden.l1.bias}, if the layer has two of the kind
 * @param strength as declared
 * @param on the parameters that it acts on; none for the layer's output
 * @param custom the user's class that computes it
 * @param parts the summands of a penalty, one for each parameter; otherwise empty
 */
public record Regularizer(
    String name,
    String layer,
    RegularizerKind kind,
    double strength,
    List<Role> on,
    Optional<CustomClass> custom,
    List<Value> parts) {

  /** The name of a user's class. */
  public record CustomClass(String packageName, List<String> simpleNames) {}

  /**
   * The name under which a builder sets it, for all repetitions of a block: {@code body.wide.l1}
   * for {@code body.2.wide.l1}.
   */
  public String setting() {
    return withoutIndices(name);
  }

  /** The layer of {@link #setting}. */
  public String settingLayer() {
    return withoutIndices(layer);
  }

  private static String withoutIndices(String name) {
    return name.replaceAll("\\.\\d+(?=\\.)", "");
  }

  /** Whether it is a term of the loss. */
  public boolean isPenalty() {
    return !parts.isEmpty();
  }
}
