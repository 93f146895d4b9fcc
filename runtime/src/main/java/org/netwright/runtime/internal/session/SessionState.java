package org.netwright.runtime.internal.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.memory.DenseTensor;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/**
 * The state of a session: all that training changes. What a session was created with is not part of
 * it: the network, the optimiser's settings, the data type, the engine; nor is clipping, which each
 * run sets.
 *
 * @param tensors by name: parameters, anchors and averages of the optimiser
 * @param preprocessing its scaling and its columns
 * @param steps the number of updates done
 * @param optimizer the name of its rule
 * @param optimizerNumbers the numbers of the rule, without its averages
 * @param learningRate null if it is a schedule
 * @param strengths by name, without those that are schedules
 * @param frozen the layers whose parameters are frozen
 */
public record SessionState(
    Map<String, DenseTensor> tensors,
    Preprocessing preprocessing,
    long seed,
    long steps,
    String optimizer,
    Map<String, Double> optimizerNumbers,
    @Nullable Double learningRate,
    Map<String, Double> strengths,
    Set<String> frozen) {

  /** Returns the same state with tensors of its own, which the caller closes. */
  public SessionState copy() {
    Map<String, DenseTensor> copies = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
    return new SessionState(
        copies,
        preprocessing,
        seed,
        steps,
        optimizer,
        optimizerNumbers,
        learningRate,
        strengths,
        frozen);
  }

  /**
   * Returns the state of a session. Its tensors are those of the session, which the next step
   * changes; {@link #copy} keeps them.
   */
  public static SessionState of(Session session) {
    Map<String, Double> constants = new HashMap<>();
    for (StrengthValue strength : session.strengths()) {
      Double constant = strength.scheduled().constant();
      if (constant != null) {
        constants.put(strength.name(), constant);
      }
    }
    return new SessionState(
        tensorsOf(session),
        session.preprocessing().copy(),
        session.counter().seed(),
        session.counter().done(),
        session.updateRule().name(),
        session.updateRule().numbers(),
        session.learningRate().constant(),
        constants,
        session.frozenLayers().owners());
  }

  /** Returns all tensors that training changes, by name. */
  private static Map<String, DenseTensor> tensorsOf(Session session) {
    Map<String, DenseTensor> tensors = new LinkedHashMap<>(session.parameters().tensors());
    session.parameters().anchors().forEach((name, anchor) -> tensors.put("anchor." + name, anchor));
    session
        .updateRule()
        .averages()
        .forEach((name, average) -> tensors.put("optimizer." + name, average.tensor()));
    return tensors;
  }

  /**
   * Gives the state to a session of the same network with the same optimiser and data type. A rate
   * or a strength that is not part of it keeps its schedule.
   *
   * @throws IllegalArgumentException if the session has tensors of other names, or not the frozen
   *     layers; nothing has changed
   */
  public void restoreTo(Session session) {
    Map<String, DenseTensor> own = tensorsOf(session);
    if (!own.keySet().equals(tensors.keySet())) {
      throw new IllegalArgumentException(
          "expected a state with the tensors %s, got %s".formatted(own.keySet(), tensors.keySet()));
    }
    if (!session.layers().keySet().containsAll(frozen)) {
      throw new IllegalArgumentException(
          "the layers %s are frozen, but there are only %s"
              .formatted(frozen, session.layers().keySet()));
    }
    session.updateRule().resume(optimizerNumbers);
    session.frozenLayers().set(frozen);
    own.forEach((name, tensor) -> assign(tensor, tensors.get(name)));
    session.preprocessing().take(preprocessing);
    session.counter().resumeAt(steps, seed);
    session.learningRate().resume();
    session.strengths().forEach(strength -> strength.scheduled().resume());
    if (learningRate != null) {
      session.learningRate().schedule(new ConstantSchedule(learningRate));
    }
    for (StrengthValue strength : session.strengths()) {
      Double value = strengths.get(strength.name());
      if (value != null) {
        strength.value(value);
      }
    }
  }

  /** Copies a tensor, unless it is the session's own. */
  private static void assign(DenseTensor own, @Nullable DenseTensor other) {
    if (other != null && other != own) {
      own.assign(other);
    }
  }
}
