package org.netwright.runtime.internal.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.nd4j.Nd4jThread;
import org.netwright.runtime.internal.schedule.ConstantSchedule;

/**
 * The state of a session: all that training changes. What a session was created with is not part of
 * it: the network, the optimiser's settings, the data type, the engine; nor is clipping, which each
 * run sets.
 *
 * @param arrays by name: parameters, anchors and averages of the optimiser
 * @param preprocessing its scaling and its columns
 * @param steps the number of updates done
 * @param optimizer the name of its rule
 * @param optimizerNumbers the numbers of the rule, without its averages
 * @param learningRate null if it is a schedule
 * @param strengths by name, without those that are schedules
 * @param frozen the layers whose parameters are frozen
 */
public record SessionState(
    Map<String, INDArray> arrays,
    Preprocessing preprocessing,
    long seed,
    long steps,
    String optimizer,
    Map<String, Double> optimizerNumbers,
    @Nullable Double learningRate,
    Map<String, Double> strengths,
    Set<String> frozen) {

  /** Returns the same state with arrays of its own, which the caller closes. */
  public SessionState copy() {
    Map<String, INDArray> copies = new LinkedHashMap<>();
    arrays.forEach((name, array) -> copies.put(name, Nd4jThread.call(() -> array.dup('c'))));
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
   * Returns the state of a session. Its arrays are those of the session, which the next step
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
        arraysOf(session),
        session.preprocessing().copy(),
        session.counter().seed(),
        session.counter().done(),
        session.updateRule().name(),
        session.updateRule().numbers(),
        session.learningRate().constant(),
        constants,
        session.frozenLayers().owners());
  }

  /** Returns all arrays that training changes, by name. */
  private static Map<String, INDArray> arraysOf(Session session) {
    Map<String, INDArray> arrays = new LinkedHashMap<>(session.parameters().arrays());
    session.parameters().anchors().forEach((name, array) -> arrays.put("anchor." + name, array));
    session
        .updateRule()
        .averages()
        .forEach((name, tensor) -> arrays.put("optimizer." + name, tensor.array()));
    return arrays;
  }

  /**
   * Gives the state to a session of the same network with the same optimiser and data type. A rate
   * or a strength that is not part of it keeps its schedule.
   *
   * @throws IllegalArgumentException if the session has arrays of other names, or not the frozen
   *     layers; nothing has changed
   */
  public void restoreTo(Session session) {
    Map<String, INDArray> own = arraysOf(session);
    if (!own.keySet().equals(arrays.keySet())) {
      throw new IllegalArgumentException(
          "expected a state with the arrays %s, got %s".formatted(own.keySet(), arrays.keySet()));
    }
    if (!session.layers().keySet().containsAll(frozen)) {
      throw new IllegalArgumentException(
          "the layers %s are frozen, but there are only %s"
              .formatted(frozen, session.layers().keySet()));
    }
    session.updateRule().resume(optimizerNumbers);
    session.frozenLayers().set(frozen);
    own.forEach((name, array) -> assign(array, arrays.get(name)));
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

  /** Copies an array, unless it is the session's own. */
  private static void assign(INDArray own, @Nullable INDArray other) {
    if (other != null && other != own) {
      Nd4jThread.call(() -> own.assign(other));
    }
  }
}
