package org.netwright.runtime.internal.session;

import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.runtime.ParameterRole;
import org.netwright.runtime.Schedule;
import org.netwright.runtime.Strength;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/** The strength of a penalty or a decay, or a bound, which a schedule may set. */
public final class StrengthValue implements Strength {
  /** The index of a strength that is not a term of the loss. */
  static final int UNREPORTED = -1;

  private final String name;
  private final String layer;
  private final int index;
  private final Set<ParameterRole> roles;
  private final ScheduledValue value;

  /**
   * Creates a strength.
   *
   * @param name the layer and the kind, as in {@code hidden.l1}, and where the layer has two of the
   *     kind, the parameter
   * @param layer the name of the layer
   * @param index its place among the terms of the loss
   * @param roles the parameters it acts on; none for a penalty on the layer's output
   */
  StrengthValue(
      String name, String layer, int index, Set<ParameterRole> roles, ScheduledValue value) {
    this.name = name;
    this.layer = layer;
    this.index = index;
    this.roles = roles;
    this.value = value;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String layer() {
    return layer;
  }

  @Override
  public String kind() {
    String rest = name.substring(layer.length() + 1);
    int dot = rest.indexOf('.');
    return dot < 0 ? rest : rest.substring(0, dot);
  }

  @Override
  public String scope() {
    return roles.isEmpty() ? "output" : words(roles).replace("embedding", "rows of the batch");
  }

  /** Returns roles in words, as in {@code weight and bias}. */
  static String words(Collection<ParameterRole> roles) {
    return roles.stream().sorted().map(StrengthValue::word).collect(Collectors.joining(" and "));
  }

  private static String word(ParameterRole role) {
    return role == ParameterRole.RECURRENT
        ? "recurrent weight"
        : role.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public double value() {
    return value.value();
  }

  @Override
  public void value(double strength) {
    schedule(new ConstantSchedule(strength));
  }

  @Override
  public void schedule(Schedule schedule) {
    value.schedule(schedule);
  }

  /** Returns the value with its schedule. */
  public ScheduledValue scheduled() {
    return value;
  }

  boolean actsOn(ParameterRole role) {
    return roles.contains(role);
  }

  /** Returns one of the parameters that it acts on, of which there are some. */
  ParameterRole firstRole() {
    return Collections.min(roles);
  }

  /** Returns its place among the terms of the loss. */
  int index() {
    return index;
  }

  @Override
  public String toString() {
    return name + " = " + value();
  }
}
