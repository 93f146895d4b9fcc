package org.netwright.runtime.internal.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.netwright.runtime.internal.input.Preprocessing;
import org.netwright.runtime.internal.nd4j.Nd4jThread;

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
}
