package org.netwright.runtime.internal.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The state of a session: all that training changes, except its scaling.
 *
 * @param arrays live views: parameters, anchors and averages of the optimiser
 * @param steps the number of updates done
 * @param optimizer the name of its rule
 * @param optimizerNumbers the numbers of the rule, without its averages
 * @param learningRate null if it is a schedule
 * @param strengths by name, without those that are schedules
 */
public record SessionState(
    Map<String, INDArray> arrays,
    long seed,
    long steps,
    String optimizer,
    Map<String, Double> optimizerNumbers,
    @Nullable Double learningRate,
    Map<String, Double> strengths) {}
